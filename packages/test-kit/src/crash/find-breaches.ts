import { ownersOf, readBooks, type Books } from './books.ts'
import type { Breach, Evidence, Observed } from './breach/breach.ts'
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
 *
 * @param known.owners whose objects at Stripe are of which our books may know nothing, by the object's id
 * @param known.mayGiveUpMails whether a mail may be left to staff, as after a day in which nobody knew whether it had left
 */
export async function findBreaches(
  world: Observed,
  known: { books?: Books; owners?: ReadonlyMap<string, string>; mayGiveUpMails?: boolean } = {},
): Promise<Breach[]> {
  const books = known.books ?? (await readBooks(world))
  const ofRows = ownersOf(books)
  const ownerOf = (id: string | null | undefined) => ofRows(id) ?? known.owners?.get(id ?? '') ?? null
  const evidence = { world, books, ownerOf, mayGiveUpMails: known.mayGiveUpMails ?? false }
  return checks.flatMap((check) => check(evidence))
}
