import type { CaptureMethod, Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { auditAction } from './audit-action.ts'
import { holdParams } from './hold-params.ts'
import { methodParams } from './method-params.ts'
import { settleProcess } from './payment-rows.ts'
import { readPayment } from './read-payment.ts'

/** What `payments.process` sends to Stripe, as the statement that began the attempt wrote it. */
export interface ProcessInput {
  confirmationTokenId: string
  paymentIntentId: string | null
  amountMinor: number
  currency: string
  description: string
  metadata: Record<string, string>
  captureMethod: CaptureMethod
  statementDescriptorSuffix: string | null
}

/** One try to take a payment's money with one card. */
export const processOperation = defineOperation<ProcessInput, IntentSnapshot, Payment>({
  name: 'payments.process',
  send: (ctx, { attemptId, subjectId, input }) =>
    ctx.stripe.intents.confirm({ ...input, attemptId, paymentId: subjectId, merchantId: ctx.merchantId }),
  find: (ctx, attempt) =>
    attempt.input.paymentIntentId
      ? ctx.stripe.intents.retrieve(attempt.input.paymentIntentId)
      : ctx.stripe.intents.findOfAttempt(attempt),
  async settle(ctx, attempt, result) {
    const intent = result.value
    const status = statusOfAnswer(intent)
    const declineReason = status === 'requires_payment_method' ? (intent?.declineReason ?? 'try_again_later') : null
    const row = await ctx.db.first(settleProcess, {
      ...settlingOf(ctx, attempt, { ...result, failure: declineReason }),
      status,
      declineReason,
      intentId: intent?.id ?? null,
      ...methodParams(intent?.method),
      ...holdParams(intent),
      action: auditAction[status],
    })
    return row && { answer: row.answer, refusal: null }
  },
  present: readPayment,
})

/**
 * An answer may ask for more of the shopper, or say that their money is held. That it has moved is for the event, or for the
 * sweeper, to say.
 */
function statusOfAnswer(intent: IntentSnapshot | null): PaymentStatus {
  if (!intent) return 'requires_payment_method'
  return intent.status === 'succeeded' || intent.status === 'canceled' ? 'processing' : intent.status
}
