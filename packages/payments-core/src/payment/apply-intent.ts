import { isBankDebit } from '@azora/contract/bank-debit'
import { canMove, paymentStatuses } from '@azora/contract/payment-status'
import type { PaymentContext } from '../context.ts'
import { keepMethod } from '../method/keep-method.ts'
import type { IntentSnapshot } from '../stripe/intent-snapshot.ts'
import { auditAction } from './audit-action.ts'
import { holdParams } from './hold-params.ts'
import { movePayment, succeedPayment } from './intent-rows.ts'
import { methodParams } from './method-params.ts'

/** The payment that an intent belongs to, as it was read before Stripe was asked about the intent. */
export interface PaymentOfIntent {
  id: string
  version: number
  amountMinor: number
  currency: string
}

/**
 * Moves a payment to where Stripe says its intent is, forward only: repeats, late and reordered reports change nothing.
 * The event, if one brought the news, is closed in the same commit.
 *
 * @returns whether the payment moved
 * @throws {AmountsDiffer} when Stripe's amount is not the one we asked for; nothing is written
 * @throws when the payment changed meanwhile, so that the news may be about an earlier attempt; the event stays open
 */
export async function applyIntent(
  ctx: PaymentContext,
  payment: PaymentOfIntent,
  { intent, eventId, actor }: { intent: IntentSnapshot; eventId: string | null; actor: string },
): Promise<boolean> {
  if (intent.amountMinor !== payment.amountMinor || intent.currency !== payment.currency) {
    throw new AmountsDiffer(`payment ${payment.id} and ${intent.id} differ in amount or currency`)
  }
  if (intent.keptMethod) await keepMethod(ctx, intent.keptMethod)
  const now = ctx.clock.now()
  const change = {
    merchantId: ctx.merchantId,
    paymentId: payment.id,
    eventId,
    fromStatuses: paymentStatuses.filter((from) => canMove(from, intent.status)),
    intentId: intent.id,
    ...methodParams(intent.method),
    actor,
    auditId: ctx.newId(),
    now,
  }
  if (intent.status === 'succeeded') {
    const result = await ctx.db.first(succeedPayment, {
      ...change,
      receivedMinor: intent.amountReceivedMinor,
      receiptId: ctx.newId(),
      outboxId: ctx.newId(),
      receiptAuditId: ctx.newId(),
    })
    return (result?.moved ?? 0) > 0
  }
  const result = await ctx.db.first(movePayment, {
    ...change,
    seenVersion: payment.version,
    status: intent.status,
    declineReason: intent.declineReason,
    ...holdParams(intent),
    action: auditAction[intent.status],
    isDebitFailure: intent.status === 'requires_payment_method' && isBankDebit(intent.method?.type),
    outboxId: ctx.newId(),
  })
  const hasMoved = (result?.moved ?? 0) > 0
  const isLeftOpen = eventId !== null && result?.closed === 0
  if (isLeftOpen) throw new Error(`payment ${payment.id} changed while Stripe was asked about it`)
  return hasMoved
}

/** Our books and Stripe's do not agree on the money: for people to look at, never to be papered over. */
export class AmountsDiffer extends Error {
  override readonly name = 'AmountsDiffer'
}
