import { currencyStep, maximumCharge, minimumCharge } from '@azora/contract/currency'
import type { Payment, ProcessedPayment, ProcessPayment } from '@azora/contract/payment'
import { quoteCart } from '../cart/quote-cart.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest, type BeginParams } from '../request/run-request.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { getPayment } from './get-payment.ts'
import { beginNextAttempt, beginPayment, findIntentId } from './payment-rows.ts'
import { meaningOfTerms, termParams } from './payment-terms.ts'
import { processOperation } from './process-operation.ts'

/**
 * Charges a cart once, however often it is asked to; see `runRequest` for what holds when it is repeated or cut off.
 * When Stripe gives no answer in time the payment is returned as `processing`: it may have been charged, and will be found out.
 * `succeeded` comes later, by an event or the sweeper.
 *
 * @throws {Refusal} cart_empty, price_not_found, currency_not_offered, amount_too_small, amount_too_large,
 *   payment_not_found, payment_not_payable, payment_changed, request_id_reused, request_in_progress, temporarily_unavailable
 * @see https://docs.stripe.com/payments/finalize-payments-on-the-server (read 2026-11-21)
 */
export async function processPayment(ctx: CallerContext, input: ProcessPayment): Promise<ProcessedPayment> {
  const { answer, value } = await runRequest(ctx, {
    operation: processOperation,
    requestId: input.requestId,
    fingerprint: fingerprintOf(meaningOf(input)),
    begin: (params) => begin(ctx, { input, params }),
    whyNot: () => whyNotPayable(ctx, input),
  })
  const clientSecret = value ? value.clientSecret : await secretOf(ctx, answer)
  return { payment: answer, clientSecret: needsAction(answer) ? clientSecret : null }
}

/**
 * Everything that decides what is bought. The confirmation token is left out, because a page that lost our answer comes
 * back with a fresh one and means the same payment. So is the order of the lines.
 */
const meaningOf = ({ cart, paymentId, ...terms }: ProcessPayment) => ({
  items: cart.items.map(({ priceId, quantity }) => `${priceId}*${quantity}`).toSorted(),
  currency: cart.currency,
  paymentId,
  ...meaningOfTerms(terms),
})

function begin(ctx: CallerContext, { input, params }: { input: ProcessPayment; params: BeginParams }) {
  const { cart, confirmationTokenId } = input
  const request = {
    ...params,
    items: cart.items,
    currency: cart.currency,
    minimumMinor: minimumCharge(cart.currency),
    maximumMinor: maximumCharge,
    stepMinor: currencyStep(cart.currency),
    paymentId: input.paymentId ?? ctx.newId(),
    confirmationTokenId,
  }
  if (input.paymentId) return ctx.db.first(beginNextAttempt, request)
  return ctx.db.first(beginPayment, {
    ...request,
    customerId: ctx.newId(),
    email: ctx.caller.email,
    name: ctx.caller.name,
    ...termParams(input),
  })
}

/** The client secret is never stored, so a repeat fetches it again for a payment that still needs it. */
async function secretOf(ctx: CallerContext, payment: Payment): Promise<string | null> {
  if (!needsAction(payment)) return null
  const row = await ctx.db.first(findIntentId, { merchantId: ctx.merchantId, paymentId: payment.id })
  const intent = row?.intentId ? await ctx.stripe.intents.retrieve(row.intentId).catch(refuseForNow) : undefined
  return intent?.clientSecret ?? null
}

/** Without its secret the page could not go on, so it is told to come back. */
function refuseForNow(error: unknown): never {
  if (!(error instanceof StripeUnavailable)) throw error
  throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })
}

const needsAction = (payment: Payment) => payment.status === 'requires_action'

async function whyNotPayable(ctx: CallerContext, input: ProcessPayment): Promise<Error> {
  const { total } = await quoteCart(ctx, input.cart)
  const { paymentId } = input
  if (!paymentId) return new Error('a cart that has a price was not taken')
  const { status, amount } = await getPayment(ctx, { paymentId })
  if (status !== 'requires_payment_method') return new Refusal({ code: 'payment_not_payable', paymentId, status })
  const isSameTotal = amount.amountMinor === total.amountMinor && amount.currency === total.currency
  if (!isSameTotal) return new Refusal({ code: 'payment_changed', paymentId })
  return new Refusal({ code: 'request_in_progress', requestId: input.requestId })
}
