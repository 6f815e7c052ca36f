import type { PaymentContext } from '../context.ts'
import { MailRefused } from '../mail/create-mail-gateway.ts'
import { asAttachment, renderReceiptDocument } from './receipt-document.ts'
import { renderReceiptMail } from './receipt-mail.ts'
import { closeReceiptMail, noteMailFailure, selectReceiptMail } from './receipt-rows.ts'

/**
 * Mails a receipt once. The key and every byte of the mail follow from the receipt alone, so a repeat after a lost answer
 * or a crash is recognised by the mail service and not sent again. An address that is refused for good closes the mail as failed.
 *
 * @throws when the mail service gave no answer: run it again
 */
export async function sendReceipt(ctx: PaymentContext, outboxId: string): Promise<void> {
  const { merchantId } = ctx
  const mail = await ctx.db.first(selectReceiptMail, { merchantId, outboxId })
  const to = mail?.data.customer.email
  if (!mail || !to || mail.state !== 'pending') return

  const close = (state: 'sent' | 'failed', providerId: string | null, error: string | null) =>
    ctx.db.all(closeReceiptMail, {
      merchantId,
      outboxId,
      state,
      providerId,
      error,
      auditId: ctx.newId(),
      now: ctx.clock.now(),
    })
  try {
    const document = await renderReceiptDocument(mail.data)
    const receiptUrl = `${ctx.publicUrl}/payments/${mail.paymentId}/receipt`
    const providerId = await ctx.mail.send({
      to,
      ...renderReceiptMail(mail.data, { locale: 'en', receiptUrl }),
      attachments: [asAttachment(document)],
      idempotencyKey: mail.dedupeKey,
    })
    await close('sent', providerId, null)
  } catch (error) {
    if (error instanceof MailRefused) {
      await close('failed', null, error.message)
      return
    }
    await ctx.db.all(noteMailFailure, { merchantId, outboxId, error: String(error).slice(0, 500) })
    throw error
  }
}
