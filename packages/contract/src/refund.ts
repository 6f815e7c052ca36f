import * as z from 'zod/mini'
import { Money } from './money.ts'
import { PageRequest } from './page-request.ts'
import { refundStatuses } from './refund-status.ts'
import { storable } from './storable.ts'

/** Stripe's reasons; `fraudulent` also teaches Stripe's Radar. */
export const refundReasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

const RefundStatusSchema = z.enum(refundStatuses)

/**
 * A refund as staff see it. `origin` is `stripe` for one that was made in Stripe's dashboard: nobody of ours asked for it.
 * `requestedBy` and `decidedBy` are subjects of access tokens; decided by `stripe` is one that gave way to a refund of Stripe's
 * side. `failureReason` is Stripe's code. Times are ISO 8601 in UTC.
 */
export const Refund = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  status: RefundStatusSchema,
  amount: Money,
  reason: z.nullable(z.string()),
  note: z.nullable(z.string()),
  origin: z.enum(['azora', 'stripe']),
  requestedBy: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  failureReason: z.nullable(z.string()),
  createdAt: z.string(),
  settledAt: z.nullable(z.string()),
})
export type Refund = z.infer<typeof Refund>

/**
 * Gives money of a payment back.
 *
 * `amountMinor` is in the payment's currency; all that is left when absent. `note` is for staff and never leaves us.
 * The answer's status tells how far it came: `requires_approval` when the amount is above the caller's own limit.
 */
export const CreateRefund = z.strictObject({
  requestId: z.uuid(),
  paymentId: z.uuid(),
  amountMinor: z.optional(z.int().check(z.minimum(1))),
  reason: z.optional(z.enum(refundReasons)),
  note: z.optional(z.string().check(z.minLength(1), z.maxLength(500), storable)),
})
export type CreateRefund = z.infer<typeof CreateRefund>

/** Approves or rejects a refund that waits for a second person. */
export const DecideRefund = z.strictObject({ requestId: z.uuid(), refundId: z.uuid() })
export type DecideRefund = z.infer<typeof DecideRefund>

export const GetRefund = z.strictObject({ refundId: z.uuid() })
export type GetRefund = z.infer<typeof GetRefund>

/** Asks for a page of refunds, the newest first. */
export const ListRefunds = z.strictObject({
  ...PageRequest,
  paymentId: z.optional(z.uuid()),
  status: z.optional(RefundStatusSchema),
})
export type ListRefunds = z.infer<typeof ListRefunds>

export const RefundPage = z.object({ refunds: z.array(Refund), nextCursor: z.nullable(z.string()) })
export type RefundPage = z.infer<typeof RefundPage>

/** A refund as the shopper sees it: what goes back to them, and whether it has. */
export const OwnRefund = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  amount: Money,
  createdAt: z.string(),
  settledAt: z.nullable(z.string()),
})
export type OwnRefund = z.infer<typeof OwnRefund>

/** Asks for a page of the refunds of one of one's own payments, the newest first. */
export const ListOwnRefunds = z.strictObject({ ...PageRequest, paymentId: z.uuid() })
export type ListOwnRefunds = z.infer<typeof ListOwnRefunds>

export const OwnRefundPage = z.object({ refunds: z.array(OwnRefund), nextCursor: z.nullable(z.string()) })
export type OwnRefundPage = z.infer<typeof OwnRefundPage>
