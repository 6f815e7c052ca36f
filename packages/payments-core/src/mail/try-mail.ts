import type { PaymentContext } from '../context.ts'
import { MailRefused, type Mail } from './create-mail-gateway.ts'
import { postponeMail } from './postpone-mail.ts'

interface Attempt {
  outboxId: string
  /** Makes the mail, of nothing that may change: the service knows a repeat by its key and bytes. */
  write: () => Promise<Mail>
  close: (state: 'sent' | 'failed', result: { providerId: string | null; error: string | null }) => Promise<unknown>
}

/**
 * Makes a mail and sends it. One that the service refuses for good is closed as failed. When the service gives no answer, or the
 * mail cannot be made, its row notes why and when the sweeper tries it again.
 *
 * @throws when the database cannot be reached
 */
export async function tryMail(ctx: PaymentContext, { outboxId, write, close }: Attempt): Promise<void> {
  let providerId: string
  try {
    providerId = await ctx.mail.send(await write())
  } catch (error) {
    if (error instanceof MailRefused) await close('failed', { providerId: null, error: error.message })
    else await postponeMail(ctx, outboxId, error)
    return
  }
  await close('sent', { providerId, error: null })
}
