import { currencies, currencyStep } from '@azora/contract/currency'
import type { CapturePayment, Payment } from '@azora/contract/payment'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { captureOperation } from './capture-operation.ts'
import { beginCapture } from './change-rows.ts'
import { readPayment } from './read-payment.ts'

/**
 * Takes the money that a card holds for a payment, once; see `runRequest` for what holds when it is repeated or cut off.
 * The answer is the paid payment, with its receipt; while Stripe gives no answer it is the payment as it stands.
 *
 * @param input.amountMinor less than is held takes that much and lets go of the rest
 * @throws {Refusal} payment_not_found, payment_not_capturable, capture_exceeds_authorized, request_id_reused, request_in_progress
 * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method (read 2026-11-25)
 */
export async function capturePayment(ctx: CallerContext, input: CapturePayment): Promise<Payment> {
  const { requestId, paymentId, amountMinor = null } = input
  const { answer } = await runRequest(ctx, {
    operation: captureOperation,
    requestId,
    fingerprint: fingerprintOf({ paymentId, amountMinor }),
    begin: (params) => ctx.db.first(beginCapture, { ...params, paymentId, amountMinor, steps }),
    whyNot: () => whyNotCapturable(ctx, input),
  })
  return answer
}

/** Of the currencies whose amounts must be a multiple of more than one minor unit. */
const steps = Object.fromEntries(
  currencies.map((currency) => [currency, currencyStep(currency)] as const).filter(([, step]) => step > 1),
)

async function whyNotCapturable(ctx: CallerContext, input: CapturePayment): Promise<Error> {
  const { paymentId, requestId } = input
  const { status, capturableMinor, amount } = await readPayment(ctx, paymentId)
  if (status !== 'requires_capture') return new Refusal({ code: 'payment_not_capturable', paymentId, status })
  const { currency } = amount
  const askedMinor = input.amountMinor ?? capturableMinor
  const isTakable = askedMinor <= capturableMinor && askedMinor % currencyStep(currency) === 0
  if (!isTakable) return new Refusal({ code: 'capture_exceeds_authorized', paymentId, capturableMinor, currency })
  return new Refusal({ code: 'request_in_progress', requestId })
}
