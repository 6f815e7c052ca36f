import type { CancelPayment, Payment } from '@azora/contract/payment'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { applyAnswer, lookAgain } from './apply-answer.ts'
import { cancelUnmade, settleChange } from './change-rows.ts'
import { readPayment } from './read-payment.ts'

/** What a cancellation sends to Stripe; nothing where the payment has no PaymentIntent yet. */
interface CancelInput {
  paymentIntentId: string | null
  reason: NonNullable<CancelPayment['reason']> | null
}

/**
 * Gives up a payment. Stripe alone decides between this and a success that comes at the same moment: what it refuses to
 * cancel is not canceled here, and what it has canceled can no longer take money.
 */
export const cancelOperation = defineOperation<CancelInput, IntentSnapshot | 'unmade', Payment>({
  name: 'payments.cancel',
  async send(ctx, { attemptId, input: { paymentIntentId, reason } }) {
    if (!paymentIntentId) return { kind: 'answered', value: 'unmade' }
    return ctx.stripe.intents.cancel({ attemptId, paymentIntentId, reason })
  },
  async find(ctx, { input: { paymentIntentId } }) {
    if (!paymentIntentId) return 'unmade'
    const intent = await ctx.stripe.intents.retrieve(paymentIntentId)
    return intent.status === 'canceled' ? intent : undefined
  },
  async settle(ctx, attempt, result) {
    const { paymentIntentId } = attempt.input
    if (result.value === 'unmade') {
      const { merchantId, db, clock } = ctx
      await db.all(cancelUnmade, { merchantId, paymentId: attempt.subjectId, auditId: ctx.newId(), now: clock.now() })
    } else if (result.value) await applyAnswer(ctx, result.value)
    else if (paymentIntentId) await lookAgain(ctx, paymentIntentId)
    return ctx.db.first(settleChange, {
      ...settlingOf(ctx, attempt, result),
      refusalCode: result.value ? null : 'payment_not_cancelable',
      refusedAction: 'cancel.refused',
    })
  },
  present: readPayment,
})
