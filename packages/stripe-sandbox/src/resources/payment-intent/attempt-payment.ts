import { declines, type Decline } from '../../cards/declines.ts'
import type { TestCard } from '../../cards/card-behaviour.ts'
import { isExpired } from '../../cards/is-expired.ts'
import { StripeError, type StripeErrorBody } from '../../http/stripe-error.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import { buildCardCharge, holdSeconds } from '../charge/build-card-charge.ts'
import type { Charge } from '../charge/charge.ts'
import { planAftermath } from '../charge/plan-aftermath.ts'
import type { Context } from '../context.ts'
import { findTestCard } from '../payment-method/find-payment-method.ts'
import type { MandateData } from '../mandate/mandate.ts'
import { isBankDebit, type PaymentMethod } from '../payment-method/payment-method.ts'
import { debitBankAccount } from './debit-bank-account.ts'
import { docUrl, failPayment } from './fail-payment.ts'
import { keepOrUseUp } from './keep-or-use-up.ts'
import type { PaymentIntent } from './payment-intent.ts'
import { isCapturedByHand } from './wishes-for-method.ts'
import { startChallenge } from './start-challenge.ts'

export interface Attempt {
  method: PaymentMethod
  /** Whether this attempt already passed a challenge. */
  isAuthenticated?: boolean
  isOffSession?: boolean
  failsOnAction?: boolean
  usesStripeJs?: boolean
  returnUrl?: string | undefined
  /** Of a bank account: the holder's consent, and the mandate that the request names. */
  mandateData?: MandateData | undefined
  mandateId?: string | undefined
}

/**
 * One try to take the money: asks for a challenge, charges, or is declined.
 *
 * @throws {StripeError} 402 for a decline, after the payment and its failed charge were stored
 */
export function attemptPayment(context: Context, intent: PaymentIntent, attempt: Attempt): PaymentIntent {
  if (isBankDebit(attempt.method.type)) return debitBankAccount(context, intent, attempt)
  const card = findTestCard(context, attempt.method.id)
  if (!attempt.isAuthenticated && needsChallenge(context, intent, { ...attempt, card })) {
    if (card.challengeFails) return decline(context, intent, { ...attempt, card, reason: declines.generic_decline })
    if (attempt.isOffSession || attempt.failsOnAction)
      return decline(context, intent, { ...attempt, card, reason: declines.authentication_required })
    return startChallenge(context, intent, attempt)
  }
  const reason = whyDeclined(context, attempt.method, card)
  return reason
    ? decline(context, intent, { ...attempt, card, reason })
    : succeed(context, intent, { ...attempt, card })
}

type AttemptWithCard = Attempt & { card: TestCard }

/** What the card is known for, or that it has expired since it was saved. */
function whyDeclined(context: Context, method: PaymentMethod, card: TestCard): Decline | undefined {
  if (card.decline) return declines[card.decline]
  return method.type === 'card' && isExpired(method.card, context.now) ? declines.expired_card : undefined
}

function needsChallenge(context: Context, intent: PaymentIntent, attempt: AttemptWithCard): boolean {
  const { card, method, isOffSession = false } = attempt
  const asked = intent.payment_method_options.card.request_three_d_secure !== 'automatic'
  switch (card.threeDSecure ?? 'optional') {
    case 'always':
      return true
    case 'until_set_up':
      return !isOffSession || context.state.table('card_secret').get(method.id)?.isSetUp !== true
    case 'already_set_up':
      return !isOffSession
    case 'optional':
      return asked
    case 'unsupported':
      return false
  }
}

function succeed(context: Context, intent: PaymentIntent, attempt: AttemptWithCard): PaymentIntent {
  const { method, card } = attempt
  const charge = storeCharge(context, intent, { ...attempt, reason: undefined })
  const isManual = isCapturedByHand(intent, method.type)
  keepOrUseUp(context, intent, { method, isAuthenticated: attempt.isAuthenticated === true })
  if (isManual) context.schedule({ kind: 'expire_authorization', subject: charge.id, dueAt: context.now + holdSeconds })
  const isBookedLater = intent.capture_method === 'automatic_async'
  if (!isManual && !isBookedLater) bookCharge(context, charge, card)
  context.emit({ type: 'charge.succeeded', object: context.get('charge', charge.id) })

  const paid = context.state.table('payment_intent').put<PaymentIntent>({
    ...intent,
    amount_capturable: isManual ? intent.amount : 0,
    amount_received: isManual ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: isManual ? 'requires_capture' : 'succeeded',
  })
  context.emit({
    type: isManual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded',
    object: paid,
  })
  if (isBookedLater) {
    const booked = bookCharge(context, charge, card)
    context.emit({ type: 'charge.updated', object: booked, before: charge })
  }
  return paid
}

function storeCharge(
  context: Context,
  intent: PaymentIntent,
  attempt: AttemptWithCard & { reason: Decline | undefined },
): Charge {
  const { method, card, reason, isAuthenticated = false } = attempt
  return context.state
    .table('charge')
    .put(buildCardCharge({ intent, method, card, decline: reason, isAuthenticated, now: context.now }))
}

/** Books the captured amount; with `automatic_async` this comes after the payment succeeded, as at Stripe. */
export function bookCharge(context: Context, charge: Charge, card: TestCard): Charge {
  const { id } = bookTransaction(context, {
    type: 'charge',
    amount: charge.amount_captured,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    isAvailableAtOnce: card.availableAtOnce === true,
  })
  planAftermath(context, charge)
  return context.state.table('charge').put<Charge>({ ...charge, balance_transaction: id })
}

function decline(context: Context, intent: PaymentIntent, attempt: AttemptWithCard & { reason: Decline }): never {
  const { method, reason } = attempt
  const charge = storeCharge(context, intent, attempt)
  context.emit({ type: 'charge.failed', object: charge })
  const error: StripeErrorBody = {
    type: 'card_error',
    ...(charge.outcome.advice_code !== null && { advice_code: charge.outcome.advice_code }),
    charge: charge.id,
    code: reason.code,
    decline_code: reason.declineCode,
    doc_url: docUrl(reason.code),
    message: reason.message,
    ...(reason.networkDeclineCode !== undefined && { network_decline_code: reason.networkDeclineCode }),
    ...(reason.param !== undefined && { param: reason.param }),
    payment_method: method,
  }
  const failed = failPayment(context, intent, { error, latestCharge: charge.id })
  throw new StripeError(402, { ...error, payment_intent: failed })
}
