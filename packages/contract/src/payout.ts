import * as z from 'zod/mini'
import { Money } from './money.ts'
import { PageRequest } from './page-request.ts'
import { payoutStatuses } from './payout-status.ts'

const PayoutStatusSchema = z.enum(payoutStatuses)

/**
 * Money on its way to the merchant's bank; negative when it takes an earlier payout back. `failureCode` is Stripe's.
 * `isReconciled`: Stripe can list what the payout is made of.
 */
export const Payout = z.object({
  id: z.uuid(),
  stripePayoutId: z.string(),
  status: PayoutStatusSchema,
  amount: z.object({ amountMinor: z.int(), currency: Money.shape.currency }),
  isAutomatic: z.boolean(),
  isReconciled: z.boolean(),
  arrivesAt: z.string(),
  failureCode: z.nullable(z.string()),
  createdAt: z.string(),
})
export type Payout = z.infer<typeof Payout>

export const GetPayout = z.strictObject({ payoutId: z.uuid() })
export type GetPayout = z.infer<typeof GetPayout>

/** Asks for a page of payouts, the newest first. */
export const ListPayouts = z.strictObject({ ...PageRequest, status: z.optional(PayoutStatusSchema) })
export type ListPayouts = z.infer<typeof ListPayouts>

export const PayoutPage = z.object({ payouts: z.array(Payout), nextCursor: z.nullable(z.string()) })
export type PayoutPage = z.infer<typeof PayoutPage>
