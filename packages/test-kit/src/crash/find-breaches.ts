import type { World } from '../create-world.ts'
import { ownersOf, readBooks, type Books } from './books.ts'
import type { Breach, Evidence } from './breach/breach.ts'
import { disputeBreaches } from './breach/dispute-breaches.ts'
import { mailBreaches } from './breach/mail-breaches.ts'
import { methodBreaches } from './breach/method-breaches.ts'
import { paymentBreaches } from './breach/payment-breaches.ts'
import { receiptBreaches } from './breach/receipt-breaches.ts'
import { refundBreaches } from './breach/refund-breaches.ts'
import { auditBreaches, workBreaches } from './breach/work-breaches.ts'

const checks: ((evidence: Evidence) => Breach[])[] = [
  workBreaches,
  paymentBreaches,
  refundBreaches,
  receiptBreaches,
  mailBreaches,
  methodBreaches,
  disputeBreaches,
  auditBreaches,
]

/**
 * Compares our rows with Stripe's objects, the mails that arrived and themselves, when all is said and done: whatever is
 * still under way counts as stuck.
 */
export async function findBreaches(world: World, books?: Books): Promise<Breach[]> {
  const read = books ?? (await readBooks(world))
  const evidence = { world, books: read, ownerOf: ownersOf(read) }
  return checks.flatMap((check) => check(evidence))
}
