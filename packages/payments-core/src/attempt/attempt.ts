/** A committed attempt that we hold the lease of. `input` is what the call to Stripe is made from, fixed at birth. */
export interface Attempt<Input = unknown> {
  attemptId: string
  operation: string
  /** What it is about: a payment, a refund. */
  subjectId: string
  input: Input
  leaseToken: number
  /** How often it was taken over. */
  tries: number
  createdAt: Date
}

/** Outlives the longest call: a request ends within 20 s, and one call that it gave up may run 10 s longer. */
export const leaseSeconds = 45
