import type { PaymentContext } from '../context.ts'
import type { LedgerIntent, LedgerPage, LedgerRange } from '../stripe/ledger-calls.ts'
import { noteDrift, settleDrift, takeUnsettled } from './drift-rows.ts'
import { findDrift, type Difference } from './find-drift.ts'
import { heal } from './heal.ts'
import { moveComparedUntil, noteProof, takeTurn } from './mark-rows.ts'
import { selectOurIntentIds } from './our-books.ts'
import { readBothBooks } from './read-both-books.ts'

const minuteMs = 60_000

/** Between two comparisons. */
const pauseSeconds = 60
/** Left to attempts and events to settle by themselves. */
const graceMs = 2 * minuteMs
/** Between two looks at a difference: what is about to go by itself is gone then. */
const secondLookMs = minuteMs
/** Compared at a time; more where there is next to nothing. */
const sliceMs = { first: 60 * minuteMs, longest: 24 * 60 * minuteMs }
const looksAtOnce = 100

/**
 * Compares our books with Stripe's since the mark: PaymentIntents by when they were made, and by when something was booked
 * for them on the balance, so that an old payment whose money moves is looked at again. A difference that is still there at a
 * second look, a minute later, is healed where that is safe, and otherwise told. Safe to run in several processes at once, and
 * to be cut off: the mark stands where everything before was compared.
 *
 * @returns how many differences were found, and how many became open
 * @throws {StripeUnavailable} when Stripe gives no answer
 */
export async function reconcile(ctx: PaymentContext): Promise<{ found: number; opened: number }> {
  const { merchantId, db, clock } = ctx
  const turn = await db.first(takeTurn, { merchantId, pauseSeconds, now: clock.now() })
  if (!turn) return { found: 0, opened: 0 }

  const opened = await lookAgain(ctx)
  const until = clock.now().getTime() - graceMs
  let found = 0
  let length = sliceMs.first
  let from = turn.comparedUntil
  while (from.getTime() < until) {
    const to = new Date(Math.min(from.getTime() + length, until))
    const slice = await compareSlice(ctx, { from, to })
    found += slice.found
    length = slice.pages > 2 ? sliceMs.first : Math.min(length * 2, sliceMs.longest)
    // Whoever moved the mark meanwhile compares on from there; here this one ends.
    if (!(await db.first(moveComparedUntil, { merchantId, from, to }))) return { found, opened }
    from = to
  }
  await db.all(noteProof, { merchantId, comparedUntil: from })
  return { found, opened }
}

/** Differences of an earlier comparison. @returns how many of them people must look at from now on */
async function lookAgain(ctx: PaymentContext): Promise<number> {
  const { merchantId, db, clock, stripe, log } = ctx
  const before = new Date(clock.now().getTime() - secondLookMs)
  let opened = 0
  for (const { intentId } of await db.all(takeUnsettled, { merchantId, before, limit: looksAtOnce })) {
    const look = async () => {
      const [both] = await readBothBooks(ctx, new Map([[intentId, await stripe.ledger.findIntent(intentId)]]))
      return both
    }
    const first = await look()
    // Whoever works on it now will be done by the next look.
    if (first?.ours?.isBusy) continue
    const seen = first ? findDrift(first.ours, first.theirs) : []
    if (first && seen.length > 0) await heal(ctx, first.theirs)
    const second = seen.length > 0 ? await look() : first
    const left = second ? findDrift(second.ours, second.theirs) : []
    const rows = await db.all(settleDrift, {
      merchantId,
      intentId,
      left: left.map(keyOf),
      seen: seen.map(keyOf),
      now: clock.now(),
    })
    for (const drift of rows) log.error(drift, 'our books and Stripe’s differ')
    opened += rows.length
    // What only the second look shows has its own two looks before it.
    await note(ctx, [{ intentId, differences: left }])
  }
  return opened
}

const keyOf = ({ stripeId, kind }: Difference) => `${stripeId} ${kind}`

async function compareSlice(ctx: PaymentContext, range: { from: Date; to: Date }) {
  const { merchantId, db, stripe } = ctx
  const compared = new Set<string>()
  let found = 0
  let pages = 0

  const compare = async (entries: ReadonlyMap<string, LedgerIntent | undefined>) => {
    for (const id of entries.keys()) compared.add(id)
    const differing = (await readBothBooks(ctx, entries)).map(({ ours, theirs }) => ({
      intentId: theirs.intentId,
      differences: findDrift(ours, theirs),
    }))
    found += await note(ctx, differing)
  }
  const compareByIds = async (ids: readonly string[]) => {
    const unseen = [...new Set(ids)].filter((id) => !compared.has(id))
    const entries = new Map<string, LedgerIntent | undefined>()
    for (const id of unseen) entries.set(id, await stripe.ledger.findIntent(id))
    if (entries.size > 0) await compare(entries)
  }

  for await (const { entries } of pagesOf((page) => stripe.ledger.listIntents(page), range)) {
    pages += 1
    await compare(new Map(entries.map((entry) => [entry.intent.id, entry])))
  }
  for await (const { entries } of pagesOf((page) => stripe.ledger.listBooked(page), range)) {
    pages += 1
    await compareByIds(entries)
  }
  // Ours that Stripe did not list: made at another time, or not there.
  const ours = await db.all(selectOurIntentIds, { merchantId, ...range })
  await compareByIds(ours.flatMap(({ intentId }) => intentId ?? []))
  return { found, pages }
}

async function* pagesOf<T>(
  list: (range: LedgerRange) => Promise<LedgerPage<T>>,
  range: { from: Date; to: Date },
): AsyncGenerator<LedgerPage<T>> {
  let after: string | null = null
  do {
    const page: LedgerPage<T> = await list({ ...range, after })
    yield page
    after = page.next
  } while (after !== null)
}

/** @returns how many of the differences were not written down yet */
async function note(
  { db, merchantId, newId, clock }: PaymentContext,
  differing: readonly { intentId: string; differences: readonly Difference[] }[],
): Promise<number> {
  const found = differing.flatMap(({ intentId, differences }) =>
    differences.map((difference) => ({ ...difference, id: newId(), intentId })),
  )
  if (found.length === 0) return 0
  return (await db.all(noteDrift, { merchantId, found, now: clock.now() })).length
}
