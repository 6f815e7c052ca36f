import * as z from 'zod/mini'

/**
 * On what our books and Stripe's may differ: a thing is missing on one side, its status, its amount or currency, what was
 * captured, the total of its refunds, what a dispute has moved (`booked`) or cost (`fee`).
 */
export const driftKinds = [
  'missing_here',
  'missing_there',
  'status',
  'amount',
  'captured',
  'refund_total',
  'booked',
  'fee',
] as const
export type DriftKind = (typeof driftKinds)[number]

export const driftSubjects = ['payment', 'refund', 'dispute'] as const
export type DriftSubject = (typeof driftSubjects)[number]

/**
 * `suspected`: seen once, perhaps about to go by itself. `open`: seen again, and not healed: for people to look at. `healed`:
 * our books were brought to what Stripe says. `gone`: at the second look there was no difference any more.
 */
export const driftStates = ['suspected', 'open', 'healed', 'gone'] as const
export type DriftState = (typeof driftStates)[number]

export const Drift = z.object({
  id: z.uuid(),
  kind: z.enum(driftKinds),
  subject: z.enum(driftSubjects),
  /** Of our row; null when it is missing here. */
  subjectId: z.nullable(z.string()),
  stripeId: z.string(),
  /** What each side says; null where there is nothing. Amounts in minor units. */
  ours: z.unknown(),
  theirs: z.unknown(),
  state: z.enum(driftStates),
  seenAt: z.string(),
  settledAt: z.nullable(z.string()),
})
export type Drift = z.infer<typeof Drift>

/** From when on the books are to be compared again, ISO 8601; without it from the first payment. */
export const CompareAgain = z.strictObject({ since: z.optional(z.iso.datetime({ offset: true })) })
export type CompareAgain = z.infer<typeof CompareAgain>

/** How our books stand against Stripe's. Times are null until there was a first comparison. */
export const Reconciliation = z.object({
  /** Up to here everything was compared. */
  comparedUntil: z.nullable(z.string()),
  /** Up to here everything was compared, and no difference was left. */
  provenInSyncAt: z.nullable(z.string()),
  openCount: z.int(),
  /** What is open or suspected first, then the newest; 50 at most. */
  drifts: z.array(Drift),
})
export type Reconciliation = z.infer<typeof Reconciliation>
