import { ReceiptData } from '@azora/contract/receipt'
import type { Decoded } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import type { Mail } from '../mail/create-mail-gateway.ts'
import { tryMail } from '../mail/try-mail.ts'
import { beginReceiptMail, closeReceiptMail } from './mail-rows.ts'
import { asAttachment, receiptFileName, renderReceiptDocument } from './receipt-document.ts'
import { renderReceiptMail } from './receipt-mail.ts'
import { receiptLinkPath } from './receipt-token.ts'

/** How long the link in a mail opens the PDF without signing in, counted from the moment that queued the mail. */
const linkLifeMs = 7 * 24 * 3_600_000

/**
 * Sends a mail with a receipt once: that of a payment, of a refund, or of a refund that came back, as the outbox row says.
 * The key and every byte of the mail follow from the row and the frozen documents alone, so a repeat after a lost answer or
 * a crash is recognised by the mail service and not sent again.
 *
 * @throws when the database cannot be reached
 */
export async function sendReceipt(ctx: PaymentContext, outboxId: string): Promise<void> {
  const { merchantId } = ctx
  const begunAt = ctx.clock.now()
  const row = await ctx.db.first(beginReceiptMail, { merchantId, outboxId, now: begunAt })
  if (!row) return

  await tryMail(ctx, {
    outboxId,
    begunAt,
    isForgotten: row.isForgotten,
    write: () => writeMail(ctx, row),
    close: (state, result) =>
      ctx.db.all(closeReceiptMail, {
        merchantId,
        outboxId,
        receiptIds: row.receiptId ? [row.documentId, row.receiptId] : [row.documentId],
        state,
        ...result,
        auditId: ctx.newId(),
        now: ctx.clock.now(),
      }),
  })
}

async function writeMail(ctx: PaymentContext, row: Decoded<typeof beginReceiptMail.columns>): Promise<Mail> {
  const document = ReceiptData.parse(row.data)
  const receipt = row.receiptData === null ? null : ReceiptData.parse(row.receiptData)
  const to = document.customer.email
  if (!to) throw new Error('a mail without an address was queued')
  const pdfs = await Promise.all(
    [document, ...(receipt ? [receipt] : [])].map((data) => renderReceiptDocument(ctx, data)),
  )
  const query = document.refund ? `?refund=${document.refund.id}` : ''
  const receiptUrl = `${ctx.publicUrl}/payments/${row.paymentId}/receipt${query}`
  const expiresAt = new Date(row.createdAt.getTime() + linkLifeMs)
  const path = receiptLinkPath(ctx.linkSecret, {
    receiptId: row.documentId,
    expiresAt,
    fileName: receiptFileName(document),
  })
  const pdf = { url: `${ctx.publicUrl}${path}`, expiresAt }
  return {
    to,
    ...renderReceiptMail({ document, receipt }, { locale: document.locale, receiptUrl, pdf }),
    attachments: pdfs.map(asAttachment),
    idempotencyKey: row.dedupeKey,
  }
}
