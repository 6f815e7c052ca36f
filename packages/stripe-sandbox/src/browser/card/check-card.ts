import { validationError, type StripeError } from '../wire/stripe-error.ts'
import { brandOf } from './card-brand.ts'
import { digitsOf } from './format-card.ts'
import { isLuhnValid } from './is-luhn-valid.ts'

/** Stripe's check of a card number: undefined when it is complete and right. */
export function checkNumber(text: string): StripeError | undefined {
  const digits = digitsOf(text)
  if (!isFullLength(digits)) return validationError('incomplete_number', 'Your card number is incomplete.')
  return isLuhnValid(digits) ? undefined : validationError('invalid_number', 'Your card number is invalid.')
}

export const isFullLength = (digits: string): boolean => brandOf(digits).lengths.includes(digits.length)

/** Cards are good until the end of the month printed on them, in the shopper's own calendar. */
export function checkExpiry(text: string, now: Date): StripeError | undefined {
  const digits = digitsOf(text)
  const month = Number(digits.slice(0, 2))
  if (digits.length >= 2 && (month < 1 || month > 12)) {
    return validationError('invalid_expiry_month', 'Your card’s expiration month is invalid.')
  }
  if (digits.length < 4) return validationError('incomplete_expiry', 'Your card’s expiration date is incomplete.')
  const year = expiryYear(digits)
  const thisYear = now.getFullYear()
  if (year > thisYear + 50) return validationError('invalid_expiry_year', 'Your card’s expiration year is invalid.')
  if (year < thisYear || (year === thisYear && month < now.getMonth() + 1)) {
    const code = year < thisYear ? 'invalid_expiry_year_past' : 'invalid_expiry_month_past'
    return validationError(code, 'Your card’s expiration date is in the past.')
  }
  return undefined
}

/** Two digits count from 2000. */
export const expiryYear = (digits: string): number => 2000 + Number(digits.slice(2, 4))

export function checkCvc(text: string, number: string): StripeError | undefined {
  const { cvcLength } = brandOf(digitsOf(number))
  if (digitsOf(text).length === cvcLength) return undefined
  return validationError('incomplete_cvc', 'Your card’s security code is incomplete.')
}
