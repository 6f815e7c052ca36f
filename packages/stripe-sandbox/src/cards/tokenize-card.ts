import { createHash } from 'node:crypto'
import { missingParameter } from '../contract/compile-params.ts'
import { cardError } from '../http/stripe-error.ts'
import { findCardByNumber } from './test-cards.ts'
import type { TestCard } from './card-behaviour.ts'
import type { PaymentMethodCard } from '../resources/payment-method/payment-method.ts'

export interface CardParams {
  number?: string
  exp_month?: number
  exp_year?: number
  cvc?: string
  token?: string
}

export interface TokenizedCard {
  /** Name of the test card. */
  name: string
  card: PaymentMethodCard
}

/**
 * Checks what was typed and keeps only what may be kept: which test card it is, its last four digits and its date.
 *
 * @param now Unix seconds
 * @throws {StripeError} incorrect_number, invalid_expiry_month, invalid_expiry_year, invalid_cvc, card_declined
 */
export function tokenizeCard(params: CardParams, now: number): TokenizedCard {
  if (params.number === undefined) throw missingParameter('card[number]')
  if (params.exp_month === undefined) throw missingParameter('card[exp_month]')
  if (params.exp_year === undefined) throw missingParameter('card[exp_year]')
  const number = params.number.replace(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number) || !isLuhnValid(number)) throw incorrectNumber()
  const expYear = checkExpiry(params.exp_month, params.exp_year, new Date(now * 1000))
  const known = findCardByNumber(number)
  if (!known) throw liveCard()
  checkCvc(params.cvc, known.brand)
  const cvcCheck = params.cvc === undefined || params.cvc === '' ? null : (known.checks?.cvc ?? 'pass')
  return { name: known.name, card: buildCard(known, { month: params.exp_month, year: expYear, cvcCheck }) }
}

export interface CardDetails {
  month: number
  year: number
  cvcCheck: string | null
}

export function buildCard(known: TestCard, { month, year, cvcCheck }: CardDetails): PaymentMethodCard {
  return {
    brand: known.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck },
    country: known.country,
    display_brand: known.brand,
    exp_month: month,
    exp_year: year,
    fingerprint: createHash('sha256')
      .update(`stripe-sandbox ${known.name}`)
      .digest('base64url')
      .replace(/[-_]/g, 'x')
      .slice(0, 16),
    funding: known.funding,
    generated_from: null,
    last4: known.last4,
    networks: { available: [...(known.networks ?? [known.brand])], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: known.threeDSecure !== 'unsupported' },
    wallet: null,
  }
}

function isLuhnValid(number: string): boolean {
  let sum = 0
  for (let index = 0; index < number.length; index++) {
    const doubled = Number(number.at(-1 - index)) * (index % 2 === 0 ? 1 : 2)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function checkExpiry(month: number, givenYear: number, now: Date): number {
  const year = givenYear < 100 ? 2000 + givenYear : givenYear
  if (month < 1 || month > 12) {
    const message = "Your card's expiration month is invalid."
    throw cardError({ message, code: 'invalid_expiry_month', param: 'exp_month' })
  }
  const thisYear = now.getUTCFullYear()
  const isPast = year < thisYear || (year === thisYear && month < now.getUTCMonth() + 1)
  if (isPast || year > thisYear + 50) {
    const isYearWrong = year !== thisYear
    throw cardError({
      message: `Your card's expiration ${isYearWrong ? 'year' : 'month'} is invalid.`,
      code: isYearWrong ? 'invalid_expiry_year' : 'invalid_expiry_month',
      param: isYearWrong ? 'exp_year' : 'exp_month',
    })
  }
  return year
}

function checkCvc(cvc: string | undefined, brand: string): void {
  if (cvc === undefined || cvc === '') return
  // American Express prints four digits, but takes three as well.
  if (/^\d{3}$/.test(cvc) || (brand === 'amex' && /^\d{4}$/.test(cvc))) return
  throw cardError({ message: "Your card's security code is invalid.", code: 'invalid_cvc', param: 'cvc' })
}

const incorrectNumber = () =>
  cardError({ message: 'Your card number is incorrect.', code: 'incorrect_number', param: 'number' })

const liveCard = () =>
  cardError({
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    param: '',
  })
