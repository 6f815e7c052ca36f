import * as z from 'zod/mini'
import { Money } from './money.ts'
import { PageRequest } from './page-request.ts'

const fraudWarningStates = ['open', 'refunded', 'dismissed'] as const
const FraudWarningStateSchema = z.enum(fraudWarningStates)

/**
 * The card network believes that a payment is fraud; most such payments are disputed within days, and a refund before that
 * spares the fee. `isActionable` is Stripe's word on whether a refund may still help. `state` is `refunded` once nothing is
 * left to refund, whoever asked for it and while the bank still works on it; part of it does not keep a payer from disputing.
 */
export const FraudWarning = z.object({
  id: z.uuid(),
  paymentId: z.uuid(),
  stripeWarningId: z.string(),
  fraudType: z.string(),
  isActionable: z.boolean(),
  isDisputed: z.boolean(),
  state: FraudWarningStateSchema,
  dismissedBy: z.nullable(z.string()),
  dismissedAt: z.nullable(z.string()),
  /** What a refund would give back. */
  left: Money,
  createdAt: z.string(),
})
export type FraudWarning = z.infer<typeof FraudWarning>

export const GetFraudWarning = z.strictObject({ warningId: z.uuid() })
export type GetFraudWarning = z.infer<typeof GetFraudWarning>

/** Asks for a page of warnings, the newest first. */
export const ListFraudWarnings = z.strictObject({ ...PageRequest, state: z.optional(FraudWarningStateSchema) })
export type ListFraudWarnings = z.infer<typeof ListFraudWarnings>

export const FraudWarningPage = z.object({ warnings: z.array(FraudWarning), nextCursor: z.nullable(z.string()) })
export type FraudWarningPage = z.infer<typeof FraudWarningPage>
