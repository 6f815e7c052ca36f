import { isUniqueViolation } from '@azora/db/database'
import type { PaymentContext } from '../context.ts'
import { beginStopCancel } from './change-rows.ts'

/** How often one PaymentIntent may be declined. A person who means to pay has given up, or called the bank, long before. */
const declinesAtMost = 10
const reason = 'fraudulent'

/**
 * Begins to cancel a PaymentIntent that was declined too often: whoever holds its client secret may try card after card
 * at Stripe without asking us, and learns from each answer which cards are good. Only events tell of such tries, so they are
 * what is counted. Stripe is called by `sweepAttempts`, within seconds; until then no try of ours begins. Repeated it changes nothing.
 */
export async function stopCardTesting(ctx: PaymentContext, paymentIntentId: string): Promise<void> {
  const { merchantId, db, newId, clock, log } = ctx
  const params = { merchantId, paymentIntentId, attemptId: newId(), auditId: newId(), declinesAtMost, leaseSeconds: 0 }
  const begun = await db.first(beginStopCancel, { ...params, reason, now: clock.now() }).catch((error: unknown) => {
    // Somebody's try began at this moment; its own decline leads here again.
    if (!isUniqueViolation(error)) throw error
  })
  if (begun)
    log.warn({ paymentId: begun.subjectId, declinesAtMost }, 'a payment that was declined too often is given up')
}
