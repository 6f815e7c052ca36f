import * as z from 'zod/mini'
import { DisputeEvidence, EvidenceChange } from './dispute-evidence.ts'
import { disputeStatuses } from './dispute-status.ts'
import { Money } from './money.ts'
import { PageRequest } from './page-request.ts'

const DisputeStatusSchema = z.enum(disputeStatuses)

/**
 * A row of the list. `amount` is what the bank asks back. `evidenceDueAt` is null where the bank takes no answer.
 * `isBeingAnswered` while our answer is on its way to Stripe. `exceedsPayment`: with what was refunded, more is gone than was
 * captured; the evidence should say so.
 */
export const DisputeSummary = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  stripeDisputeId: z.string(),
  status: DisputeStatusSchema,
  /** Stripe's word: `fraudulent`, `product_not_received` and others. */
  reason: z.string(),
  amount: Money,
  evidenceDueAt: z.nullable(z.string()),
  isBeingAnswered: z.boolean(),
  submittedAt: z.nullable(z.string()),
  acceptedAt: z.nullable(z.string()),
  exceedsPayment: z.boolean(),
  createdAt: z.string(),
})
export type DisputeSummary = z.infer<typeof DisputeSummary>

const disputeTimelineKinds = [
  'opened',
  'moved',
  'funds_moved',
  'updated',
  'evidence_saved',
  'submitting',
  'submitted',
  'submission_refused',
  'accepting',
  'accepted',
  'acceptance_refused',
] as const

/** `actor` is `stripe`, `sweeper`, or who it was: `staff:<subject>`. `status` is the one that the dispute then had. */
const DisputeTimelineEntry = z.object({
  kind: z.enum(disputeTimelineKinds),
  status: z.nullable(DisputeStatusSchema),
  actor: z.string(),
  at: z.string(),
})

/** `withdrawn`, `reinstated` and `fee` are what Stripe booked, in the balance's currency; null before anything was. */
export const Dispute = z.extend(DisputeSummary, {
  withdrawn: z.nullable(Money),
  reinstated: z.nullable(Money),
  fee: z.nullable(z.object({ amountMinor: z.int(), currency: Money.shape.currency })),
  evidence: DisputeEvidence,
  timeline: z.array(DisputeTimelineEntry),
})
export type Dispute = z.infer<typeof Dispute>

export const GetDispute = z.strictObject({ disputeId: z.uuid() })
export type GetDispute = z.infer<typeof GetDispute>

/** Asks for a page. `due` lists what can still be answered, the nearest deadline first; `newest` lists all. */
export const ListDisputes = z.strictObject({
  ...PageRequest,
  status: z.optional(DisputeStatusSchema),
  sort: z._default(z.enum(['due', 'newest']), 'due'),
})
export type ListDisputes = z.infer<typeof ListDisputes>

export const DisputePage = z.object({ disputes: z.array(DisputeSummary), nextCursor: z.nullable(z.string()) })
export type DisputePage = z.infer<typeof DisputePage>

/** Changes the draft. Nothing leaves us before it is submitted. */
export const SaveEvidence = z.strictObject({ disputeId: z.uuid(), evidence: EvidenceChange })
export type SaveEvidence = z.infer<typeof SaveEvidence>

/** Sends the draft to the bank, or gives the dispute up. Neither can be taken back. */
export const AnswerDispute = z.strictObject({ requestId: z.uuid(), disputeId: z.uuid() })
export type AnswerDispute = z.infer<typeof AnswerDispute>
