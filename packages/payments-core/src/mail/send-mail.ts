import type { PaymentContext } from '../context.ts'
import { MailRefused } from './create-mail-gateway.ts'
import { mailKinds } from './mail-kinds.ts'
import { closeMail, noteMailError, selectMail } from './mail-rows.ts'

/**
 * Sends a mail of the outbox once. Its key and every byte follow from its row, so a repeat after a lost answer or a crash is
 * recognised by the mail service and not sent again. An address that is refused for good closes the mail as failed.
 *
 * @throws when the mail service gave no answer: run it again
 */
export async function sendMail(ctx: PaymentContext, outboxId: string): Promise<void> {
  const { merchantId } = ctx
  const mail = await ctx.db.first(selectMail, { merchantId, outboxId })
  if (!mail) return
  const render = mailKinds[mail.kind]
  if (!render) throw new Error(`no mail is of the kind ${mail.kind}: it is of another version of the code`)

  const close = (state: 'sent' | 'failed', providerId: string | null, error: string | null) =>
    ctx.db.all(closeMail, {
      merchantId,
      outboxId,
      state,
      providerId,
      error,
      auditId: ctx.newId(),
      now: ctx.clock.now(),
    })
  try {
    // Written by the statement of this kind, which names the reader.
    const { to } = mail.data as { to: string }
    const words = render(ctx, mail.data as never)
    const providerId = await ctx.mail.send({ to, ...words, attachments: [], idempotencyKey: mail.dedupeKey })
    await close('sent', providerId, null)
  } catch (error) {
    if (error instanceof MailRefused) {
      await close('failed', null, error.message)
      return
    }
    await ctx.db.all(noteMailError, { merchantId, outboxId, error: String(error).slice(0, 500) })
    throw error
  }
}
