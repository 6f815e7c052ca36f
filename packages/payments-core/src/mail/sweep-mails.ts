import { boolean, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { sendReceipt } from '../receipt/send-receipt.ts'
import { sendMail } from './send-mail.ts'

const batch = 20

/**
 * Sends the mails whose turn has come, the longest waiting first: those that failed, and those that a dead worker or a lost
 * job left. One in trouble does not hold up the others. Safe to run in several processes at once.
 *
 * @returns how many mails were looked at
 */
export async function sweepMails(ctx: PaymentContext): Promise<number> {
  const { merchantId } = ctx
  for (let count = 0; count < batch; count += 1) {
    const mail = await ctx.db.first(takeDueMail, { merchantId })
    if (!mail) return count
    await (mail.hasWords ? sendMail : sendReceipt)(ctx, mail.id)
  }
  return batch
}

/** Moving the next try is what keeps a second sweeper off; it lies beyond the longest that sending may take. */
const takeDueMail = defineStatement({
  name: 'mail/take-due',
  text: `
    update outbox set next_try_at = now() + interval '45 seconds'
    where (merchant_id, id) = (
      select merchant_id, id from outbox
      where merchant_id = $merchantId and state = 'pending' and next_try_at <= now()
      order by next_try_at limit 1 for update skip locked)
    returning id, data is not null as "hasWords"`,
  params: { merchantId: uuid },
  columns: { id: uuid, hasWords: boolean },
})
