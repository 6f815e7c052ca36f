import type { ChargePayment } from '@azora/contract/charge'
import type { ProcessedPayment } from '@azora/contract/payment'
import { amountLimits } from '../cart/check-amount.ts'
import { checkNamedAmount } from '../cart/check-named-amount.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest, type BeginParams } from '../request/run-request.ts'
import { beginCharge, beginNextCharge } from './charge-rows.ts'
import { clientSecretOf } from './client-secret.ts'
import { meaningOfTerms, termParams } from './payment-terms.ts'
import { chargeOperation } from './process-operation.ts'
import { getPayment } from './get-payment.ts'

/**
 * Charges an amount that the merchant's own backend names, for a customer whom it names: `payments.process` in all else, see
 * there. Only for callers whom the merchant trusts with amounts (ADR 10).
 *
 * @throws {Refusal} amount_too_small, amount_too_large, amount_not_payable, payment_not_found, payment_not_payable,
 *   payment_changed, request_id_reused, request_in_progress, temporarily_unavailable
 */
export async function chargePayment(ctx: CallerContext, input: ChargePayment): Promise<ProcessedPayment> {
  const { requestId, customer, amount, paymentId } = input
  const { answer, value } = await runRequest(ctx, {
    operation: chargeOperation,
    requestId,
    fingerprint: fingerprintOf({ subject: customer.subject, amount, paymentId, ...meaningOfTerms(input) }),
    begin: (params) => begin(ctx, { input, params }),
    whyNot: () => whyNotChargeable(ctx, input),
  })
  return { payment: answer, clientSecret: await clientSecretOf(ctx, answer, value) }
}

function begin(ctx: CallerContext, { input, params }: { input: ChargePayment; params: BeginParams }) {
  const { customer, amount, confirmationTokenId } = input
  const request = {
    ...params,
    ...amountLimits(amount.currency),
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    customerSubject: customer.subject,
    confirmationTokenId,
  }
  const { description, ...terms } = termParams(input)
  if (input.paymentId) return ctx.db.first(beginNextCharge, { ...request, paymentId: input.paymentId, description })
  return ctx.db.first(beginCharge, {
    ...request,
    ...terms,
    description,
    paymentId: ctx.newId(),
    customerId: ctx.newId(),
    email: customer.email ?? null,
    name: customer.name ?? null,
    locale: customer.locale ?? null,
  })
}

async function whyNotChargeable(ctx: CallerContext, input: ChargePayment): Promise<Error> {
  const { paymentId, amount, customer, requestId } = input
  await checkNamedAmount(ctx, amount)
  if (!paymentId) return new Error('an amount that can be charged was not taken')
  const ofCustomer = { ...ctx, caller: { ...ctx.caller, subject: customer.subject } }
  const payment = await getPayment(ofCustomer, { paymentId })
  const { status } = payment
  if (status !== 'requires_payment_method') return new Refusal({ code: 'payment_not_payable', paymentId, status })
  const isSame = payment.amount.amountMinor === amount.amountMinor && payment.amount.currency === amount.currency
  if (!isSame) return new Refusal({ code: 'payment_changed', paymentId })
  return new Refusal({ code: 'request_in_progress', requestId })
}
