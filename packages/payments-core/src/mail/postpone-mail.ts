import { text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'

/**
 * Notes why a mail did not leave, or why nobody knows whether it did, and when it is tried again: in growing pauses, half a
 * minute at most.
 */
export async function postponeMail(ctx: PaymentContext, outboxId: string, error: unknown): Promise<void> {
  const message = String(error).slice(0, 500)
  await ctx.db.all(postpone, { merchantId: ctx.merchantId, outboxId, error: message })
  ctx.log.warn({ outboxId, error: message }, 'a mail did not leave')
}

const postpone = defineStatement({
  name: 'mail/postpone',
  text: `
    update outbox set tries = tries + 1, last_error = $error,
      next_try_at = now() + least(power(2, least(tries, 10)), 30) * (0.5 + random() / 2) * interval '1 second'
    where merchant_id = $merchantId and id = $outboxId and state = 'pending'`,
  params: { merchantId: uuid, outboxId: uuid, error: text },
  columns: {},
})
