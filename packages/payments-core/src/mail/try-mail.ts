import type { PaymentContext } from '../context.ts'
import { MailRefused, type Mail } from './create-mail-gateway.ts'
import { giveUpMail } from './give-up-mail.ts'
import { postponeMail } from './postpone-mail.ts'

interface Attempt {
  outboxId: string
  /** It was first tried so long ago that the service would not know a repeat. */
  isForgotten: boolean
  /** When that was looked at. */
  begunAt: Date
  /** Makes the mail, of nothing that may change: the service knows a repeat by its key and bytes. */
  write: () => Promise<Mail>
  close: (state: 'sent' | 'failed', result: { providerId: string | null; error: string | null }) => Promise<unknown>
}

/** From then on another worker may have it; one that slept meanwhile must not send what is long forgotten. */
const handedOverWithinMs = 60_000

/**
 * Makes a mail and sends it. One that the service refuses for good is closed as failed. When the service gives no answer, or the
 * mail cannot be made, its row notes why and when the sweeper tries it again. One that may have left, and that the service may
 * have forgotten, is given up: it would be a second mail.
 *
 * @throws when the database cannot be reached
 */
export async function tryMail(ctx: PaymentContext, attempt: Attempt): Promise<void> {
  const { outboxId, begunAt, write, close } = attempt
  if (attempt.isForgotten) return giveUpMail(ctx, outboxId)
  let providerId: string
  try {
    providerId = await ctx.mail.send(await write(), new Date(begunAt.getTime() + handedOverWithinMs))
  } catch (error) {
    if (error instanceof MailRefused) await close('failed', { providerId: null, error: error.message })
    else await postponeMail(ctx, outboxId, error)
    return
  }
  await close('sent', { providerId, error: null })
}
