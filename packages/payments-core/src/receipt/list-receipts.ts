import type { ListReceipts, ReceiptPage } from '@azora/contract/receipt'
import type { CallerContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { selectReceipts } from './receipt-rows.ts'

const sort = 'newest'

/**
 * A page of the caller's own documents, newest first: receipts of payments and of refunds, each in its newest version.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listReceipts(ctx: CallerContext, { cursor, limit }: ListReceipts): Promise<ReceiptPage> {
  const after = cursor ? decodeCursor(cursor, sort) : null
  const rows = await ctx.reports.all(selectReceipts, {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    afterKey: after ? after.key : null,
    afterId: after ? after.id : null,
    limit: limit + 1,
  })
  const receipts = rows.slice(0, limit).map((row) => ({ ...row, mailedAt: row.mailedAt?.toISOString() ?? null }))
  const last = receipts.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return {
    receipts,
    nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.data.issuedAt), id: last.id }) : null,
  }
}
