import type { ChargeSaved } from '@azora/contract/charge'
import type { Payment } from '@azora/contract/payment'
import { amountLimits } from '../cart/check-amount.ts'
import { checkNamedAmount } from '../cart/check-named-amount.ts'
import { quoteCart } from '../cart/quote-cart.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest, type BeginParams } from '../request/run-request.ts'
import { beginSavedAmount, beginSavedCart } from './charge-rows.ts'
import { meaningOfCart } from './meaning-of-cart.ts'
import { meaningOfTerms, termParams } from './payment-terms.ts'
import { chargeSavedOperation } from './process-operation.ts'

/**
 * Charges a customer's saved method while they are not there, once; see `runRequest` for what holds when it is repeated or
 * cut off. Where the bank wants the customer to confirm, the payment waits as `requires_payment_method` for the reason
 * `authentication_required`, and they get a mail with a link that is good for a week (`resumeByLink`).
 *
 * @throws {Refusal} saved_method_not_found, cart_empty, price_not_found, currency_not_offered, amount_too_small,
 *   amount_too_large, amount_not_payable, request_id_reused, request_in_progress
 * @see https://docs.stripe.com/payments/save-and-reuse#charge-saved-payment-method (read 2026-11-25)
 */
export async function chargeSaved(ctx: CallerContext, input: ChargeSaved): Promise<Payment> {
  const { answer } = await runRequest(ctx, {
    operation: chargeSavedOperation,
    requestId: input.requestId,
    fingerprint: fingerprintOf(meaningOf(input)),
    begin: (params) => begin(ctx, { input, params }),
    whyNot: () => whyNotChargeable(ctx, input),
  })
  return answer
}

const meaningOf = (input: ChargeSaved) => ({
  subject: input.customerSubject,
  savedMethodId: input.savedMethodId,
  ...('cart' in input ? meaningOfCart(input.cart) : { amount: input.amount }),
  ...meaningOfTerms(input),
})

function begin(ctx: CallerContext, { input, params }: { input: ChargeSaved; params: BeginParams }) {
  const { currency } = 'cart' in input ? input.cart : input.amount
  const { customerSubject, savedMethodId = null } = input
  const request = {
    ...params,
    ...termParams(input),
    ...amountLimits(currency),
    currency,
    customerSubject,
    savedMethodId,
    paymentId: ctx.newId(),
  }
  if ('cart' in input) return ctx.db.first(beginSavedCart, { ...request, items: input.cart.items })
  return ctx.db.first(beginSavedAmount, { ...request, amountMinor: input.amount.amountMinor })
}

async function whyNotChargeable(ctx: CallerContext, input: ChargeSaved): Promise<Error> {
  if ('cart' in input) await quoteCart(ctx, input.cart)
  else await checkNamedAmount(ctx, input.amount)
  return new Refusal({ code: 'saved_method_not_found', savedMethodId: input.savedMethodId ?? null })
}
