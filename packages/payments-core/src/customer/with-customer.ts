import type { CallerContext } from '../context.ts'
import type { BegunRow } from '../request/run-request.ts'
import { ensureStripeCustomer } from './ensure-stripe-customer.ts'

/**
 * Takes a request that needs its caller's customer at Stripe. `begin` writes nothing for a caller who has none; then one is
 * made, and it is taken again. Repeats, and callers who have one, pay nothing for it.
 *
 * @throws {Refusal} temporarily_unavailable
 */
export async function withCustomer(
  ctx: CallerContext,
  begin: () => Promise<BegunRow | undefined>,
): Promise<BegunRow | undefined> {
  const row = await begin()
  if (row?.subjectId || row?.fingerprint) return row
  await ensureStripeCustomer(ctx)
  return begin()
}
