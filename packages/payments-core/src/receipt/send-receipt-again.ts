import { copiesPerDay, type SendReceiptAgain, type SentReceiptAgain } from '@azora/contract/receipt'
import { isUniqueViolation } from '@azora/db/database'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOf } from '../request/actor-of.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { receiptScope } from './receipt-scope.ts'
import { queueCopy } from './send-receipt-again-rows.ts'
import { whyNoReceipt } from './why-no-receipt.ts'

/**
 * Mails the newest version of a document once more, three times a day at most whoever asks; shoppers their own, staff
 * anybody's. The same request queues one mail, and a refusal leaves no trace of the request.
 *
 * @throws {Refusal} payment_not_found, receipt_not_found, receipt_has_no_address, receipt_sent_often, request_id_reused,
 *   request_in_progress
 */
export async function sendReceiptAgain(ctx: CallerContext, input: SendReceiptAgain): Promise<SentReceiptAgain> {
  const { requestId, paymentId, refundId = null } = input
  const fingerprint = fingerprintOf({ paymentId, refundId })
  const row = await queue(ctx, { requestId, paymentId, refundId, fingerprint })
  if (row?.fingerprint && row.fingerprint !== fingerprint) throw new Refusal({ code: 'request_id_reused', requestId })
  if (row?.answer) return row.answer
  if (!row) throw new Refusal({ code: 'request_in_progress', requestId })
  if (row.isMissing) throw await whyNoReceipt(ctx, paymentId)
  if (!row.hasAddress) throw new Refusal({ code: 'receipt_has_no_address', paymentId })
  throw new Refusal({ code: 'receipt_sent_often', paymentId, copiesPerDay })
}

/** Rivals take the same place of the day, or the same request id: the unique key lets one through, the others look again. */
async function queue(
  ctx: CallerContext,
  request: { requestId: string; paymentId: string; refundId: string | null; fingerprint: string },
) {
  const now = ctx.clock.now()
  const params = {
    ...receiptScope(ctx),
    ...request,
    actor: actorOf(ctx.caller),
    day: now.toISOString().slice(0, 10),
    now,
  }
  for (let rivals = 0; rivals <= copiesPerDay; rivals += 1) {
    try {
      return await ctx.db.first(queueCopy, { ...params, copiesPerDay, outboxId: ctx.newId(), auditId: ctx.newId() })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
    }
  }
  return undefined
}
