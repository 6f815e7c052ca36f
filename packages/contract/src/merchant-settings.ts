import * as z from 'zod/mini'
import { AmountMinor, Currency } from './money.ts'

/** Who may refund. */
export const refundingRoles = ['support', 'admin', 'service'] as const

const RefundSettings = z.strictObject({
  /** How many days after it was paid a payment can be refunded. */
  windowDays: z._default(z.int().check(z.minimum(0), z.maximum(3650)), 90),
  /**
   * Up to how much of one payment, in minor units, each role lets go back alone; what was refunded of it before counts. Above,
   * and in a currency that is not named, a second person approves.
   */
  limits: z._default(z.partialRecord(z.enum(refundingRoles), z.partialRecord(Currency, AmountMinor)), {}),
})

/** What a merchant has chosen. An absent setting has its default; a wrong one is refused, never ignored. */
export const MerchantSettings = z.object({ refunds: z.prefault(RefundSettings, {}) })
export type MerchantSettings = z.infer<typeof MerchantSettings>
