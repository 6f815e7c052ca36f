import type { ProcessedPayment, ProcessPayment } from '@azora/contract/payment'
import { amountLimits } from '../cart/check-amount.ts'
import { quoteCart } from '../cart/quote-cart.ts'
import type { CallerContext } from '../context.ts'
import { withCustomer } from '../customer/with-customer.ts'
import { findOwnMethod } from '../method/method-rows.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest, type BeginParams } from '../request/run-request.ts'
import { clientSecretOf } from './client-secret.ts'
import { getPayment } from './get-payment.ts'
import { meaningOfCart } from './meaning-of-cart.ts'
import {
  beginKeepingPayment,
  beginNextAttempt,
  beginNextKeepingAttempt,
  beginNextSavedAttempt,
  beginPayment,
  beginSavedPayment,
} from './payment-rows.ts'
import { meaningOfTerms, termParams } from './payment-terms.ts'
import { processOperation } from './process-operation.ts'

/**
 * Charges a cart once, however often it is asked to; see `runRequest` for what holds when it is repeated or cut off.
 * When Stripe gives no answer in time the payment is returned as `processing`: it may have been charged, and will be found out.
 * `succeeded` comes later, by an event or the sweeper.
 *
 * @throws {Refusal} cart_empty, price_not_found, currency_not_offered, amount_too_small, amount_too_large,
 *   amount_not_payable, payment_not_found, payment_not_payable, payment_changed, saved_method_not_found, request_id_reused, request_in_progress, temporarily_unavailable
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
  return { payment: answer, clientSecret: await clientSecretOf(ctx, answer, value) }
}

/**
 * Everything that decides what is bought. The confirmation token is left out, because a page that lost our answer comes
 * back with a fresh one and means the same payment. So is the order of the lines.
 */
const meaningOf = ({ cart, paymentId, savedMethodId, saveMethod, ...terms }: ProcessPayment) => ({
  ...meaningOfCart(cart),
  paymentId,
  savedMethodId,
  saveMethod: saveMethod ? true : undefined,
  ...meaningOfTerms(terms),
})

function begin(ctx: CallerContext, { input, params }: { input: ProcessPayment; params: BeginParams }) {
  const { cart, confirmationTokenId, savedMethodId, paymentId, saveMethod } = input
  const ofCart = { ...params, items: cart.items, currency: cart.currency, ...amountLimits(cart.currency) }
  const made = { ...ofCart, paymentId: ctx.newId(), ...termParams(input) }
  if (savedMethodId) {
    if (paymentId) return ctx.db.first(beginNextSavedAttempt, { ...ofCart, paymentId, savedMethodId })
    return ctx.db.first(beginSavedPayment, { ...made, savedMethodId })
  }
  // The contract takes one of the two.
  const token = { confirmationTokenId: confirmationTokenId ?? '' }
  const { email, name, locale = null } = ctx.caller
  const request = { ...made, ...token, customerId: ctx.newId(), email, name, locale }
  const next = paymentId && { ...ofCart, ...token, paymentId }
  if (!saveMethod) return next ? ctx.db.first(beginNextAttempt, next) : ctx.db.first(beginPayment, request)
  return withCustomer(ctx, () =>
    next ? ctx.db.first(beginNextKeepingAttempt, next) : ctx.db.first(beginKeepingPayment, request),
  )
}

async function whyNotPayable(ctx: CallerContext, input: ProcessPayment): Promise<Error> {
  const { total } = await quoteCart(ctx, input.cart)
  const { paymentId, savedMethodId } = input
  if (savedMethodId && !(await hasMethod(ctx, savedMethodId))) {
    return new Refusal({ code: 'saved_method_not_found', savedMethodId })
  }
  if (!paymentId) return new Error('a cart that has a price was not taken')
  const { status, amount } = await getPayment(ctx, { paymentId })
  if (status !== 'requires_payment_method') return new Refusal({ code: 'payment_not_payable', paymentId, status })
  const isSameTotal = amount.amountMinor === total.amountMinor && amount.currency === total.currency
  if (!isSameTotal) return new Refusal({ code: 'payment_changed', paymentId })
  return new Refusal({ code: 'request_in_progress', requestId: input.requestId })
}

async function hasMethod({ db, merchantId, caller }: CallerContext, savedMethodId: string): Promise<boolean> {
  return (await db.first(findOwnMethod, { merchantId, subject: caller.subject, savedMethodId })) !== undefined
}
