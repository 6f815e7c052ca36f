import type { Decoded } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import type { Mail } from './create-mail-gateway.ts'
import { mailKinds } from './mail-kinds.ts'
import { beginMail, closeMail } from './mail-rows.ts'
import { tryMail } from './try-mail.ts'

/**
 * Sends a mail whose words are frozen in its outbox row, once: key and bytes follow from the row, so a repeat after a lost
 * answer or a crash is recognised by the mail service and not sent again.
 *
 * @throws when the database cannot be reached
 */
export async function sendMail(ctx: PaymentContext, outboxId: string): Promise<void> {
  const { merchantId } = ctx
  const begunAt = ctx.clock.now()
  const row = await ctx.db.first(beginMail, { merchantId, outboxId, now: begunAt })
  if (!row) return
  await tryMail(ctx, {
    outboxId,
    begunAt,
    isForgotten: row.isForgotten,
    write: async () => writeMail(ctx, row),
    close: (state, result) =>
      ctx.db.all(closeMail, { merchantId, outboxId, state, ...result, auditId: ctx.newId(), now: ctx.clock.now() }),
  })
}

function writeMail(ctx: PaymentContext, { kind, dedupeKey, data }: Decoded<typeof beginMail.columns>): Mail {
  const render = mailKinds[kind]
  if (!render) throw new Error(`no mail is of the kind ${kind}: it is of another version of the code`)
  // Written by the statement of this kind, which names the reader.
  const { to } = data as { to: string }
  return { to, ...render(ctx, data as never), attachments: [], idempotencyKey: dedupeKey }
}
