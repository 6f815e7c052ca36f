import * as z from 'zod/mini'
import { currencyStep, maximumCharge, minimumCharge, type Currency as CurrencyCode } from './currency.ts'
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

const AmountLimits = z.strictObject({ minimum: z.optional(AmountMinor), maximum: z.optional(AmountMinor) })

const ChargeSettings = z.strictObject({
  /** The smallest and the largest amount of one payment, in minor units of each currency; within Stripe's own limits. */
  limits: z._default(
    z.partialRecord(Currency, AmountLimits).check((record) => {
      for (const [currency, limits] of Object.entries(record.value)) {
        // The record takes no other keys.
        const message = limits && whyNotLimits(currency as CurrencyCode, limits)
        if (message) record.issues.push({ code: 'custom', input: limits, path: [currency], message })
      }
    }),
    {},
  ),
})

function whyNotLimits(currency: CurrencyCode, { minimum, maximum }: z.infer<typeof AmountLimits>): string | undefined {
  const given = [minimum, maximum].flatMap((amount) => amount ?? [])
  const step = currencyStep(currency)
  if (given.some((amount) => amount < minimumCharge(currency))) return 'below what Stripe charges'
  if (given.some((amount) => amount > maximumCharge)) return 'above what Stripe charges'
  if (given.some((amount) => amount % step !== 0)) return `not a multiple of ${step}`
  return (minimum ?? 0) > (maximum ?? maximumCharge) ? 'the minimum is above the maximum' : undefined
}

/** What a merchant has chosen. An absent setting has its default; a wrong one is refused, never ignored. */
export const MerchantSettings = z.object({
  refunds: z.prefault(RefundSettings, {}),
  charges: z.prefault(ChargeSettings, {}),
})
export type MerchantSettings = z.infer<typeof MerchantSettings>
