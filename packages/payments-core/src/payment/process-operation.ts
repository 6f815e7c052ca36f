import type { CaptureMethod, Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { defineOperation, type OperationSteps } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import { keepMethod } from '../method/keep-method.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { auditAction } from './audit-action.ts'
import { holdParams } from './hold-params.ts'
import { methodParams } from './method-params.ts'
import { settleProcess } from './payment-rows.ts'
import { readPayment } from './read-payment.ts'

/** What a try sends to Stripe, as the statement that began the attempt wrote it. */
export interface ProcessInput {
  confirmationTokenId?: string
  /** A saved method and its owner at Stripe, in place of a token. */
  paymentMethodId?: string
  customerId?: string
  isOffSession?: boolean
  mandateId?: string | null
  keepsMethod?: boolean
  namesCustomer?: boolean
  paymentIntentId: string | null
  amountMinor: number
  currency: string
  description: string
  metadata: Record<string, string>
  captureMethod: CaptureMethod
  statementDescriptorSuffix: string | null
}

/** How long the link in a mail lets a shopper go on. */
const linkLifeMs = 7 * 24 * 3_600_000

/** One try to take a payment's money with one method. */
const steps: Omit<OperationSteps<ProcessInput, IntentSnapshot, Payment>, 'name'> = {
  send: (ctx, { attemptId, subjectId, input }) =>
    ctx.stripe.intents.confirm({ ...input, attemptId, paymentId: subjectId, merchantId: ctx.merchantId }),
  find: (ctx, attempt) =>
    attempt.input.paymentIntentId
      ? ctx.stripe.intents.retrieve(attempt.input.paymentIntentId)
      : ctx.stripe.intents.findOfAttempt(attempt),
  async settle(ctx, attempt, result) {
    const intent = result.value
    // A crash in between repeats it, and changes nothing more.
    if (intent?.keptMethod) await keepMethod(ctx, intent.keptMethod)
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
      continueUntil: new Date(ctx.clock.now().getTime() + linkLifeMs),
      outboxId: ctx.newId(),
    })
    return row && { answer: row.answer, refusal: null }
  },
  present: readPayment,
}

/** The same work, asked for in different ways: a request id is bound to the one that it came by. */
export const processOperation = defineOperation({ name: 'payments.process', ...steps })
export const chargeOperation = defineOperation({ name: 'payments.charge', ...steps })
export const chargeSavedOperation = defineOperation({ name: 'payments.chargeSaved', ...steps })
export const resumeOperation = defineOperation({ name: 'payments.resumeByLink', ...steps })

/**
 * An answer may ask for more of the shopper, or say that their money is held. That it has moved is for the event, or for the
 * sweeper, to say.
 */
function statusOfAnswer(intent: IntentSnapshot | null): PaymentStatus {
  if (!intent) return 'requires_payment_method'
  return intent.status === 'succeeded' || intent.status === 'canceled' ? 'processing' : intent.status
}
