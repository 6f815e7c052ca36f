import type { PaymentContext } from '../context.ts'
import { tellOfExpiry as tellOfOne } from './expiry-rows.ts'
import { expiryWindow } from './expiry-window.ts'

const withinDays = 30
const batch = 100

/**
 * Queues a mail to the owner of each saved card whose last month ends within thirty days, once for each card and date. Safe to
 * run in several processes at once.
 *
 * @returns how many cards were looked at
 */
export async function tellOfExpiry(ctx: PaymentContext): Promise<number> {
  const { merchantId, newId } = ctx
  for (let count = 0; count < batch; count += 1) {
    const now = ctx.clock.now()
    const params = { merchantId, ...expiryWindow(now, withinDays), outboxId: newId(), auditId: newId(), now }
    if (!(await ctx.db.first(tellOfOne, params))) return count
  }
  return batch
}
