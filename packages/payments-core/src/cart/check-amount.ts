import { currencyStep, maximumCharge, minimumCharge } from '@azora/contract/currency'
import { MerchantSettings } from '@azora/contract/merchant-settings'
import type { Money } from '@azora/contract/money'
import { Refusal } from '../refusal.ts'

/**
 * Holds an amount against Stripe's limits and the merchant's, as `settings` of the merchant's row say.
 *
 * @throws {Refusal} amount_too_small, amount_too_large; amount_not_payable for one that the currency has no coins for
 * @throws when the settings make no sense
 */
export function checkAmount({ amountMinor, currency }: Money, settings: unknown): void {
  const chosen = MerchantSettings.parse(settings).charges.limits[currency]
  const minimumMinor = chosen?.minimum ?? minimumCharge(currency)
  const maximumMinor = chosen?.maximum ?? maximumCharge
  const stepMinor = currencyStep(currency)
  if (amountMinor < minimumMinor) throw new Refusal({ code: 'amount_too_small', minimumMinor, currency })
  if (amountMinor > maximumMinor) throw new Refusal({ code: 'amount_too_large', maximumMinor, currency })
  if (amountMinor % stepMinor !== 0) throw new Refusal({ code: 'amount_not_payable', stepMinor, currency })
}

/** Stripe's limits as parameters of the statement that takes a request; it looks the merchant's up itself. */
export const amountLimits = (currency: Money['currency']) => ({
  minimumMinor: minimumCharge(currency),
  maximumMinor: maximumCharge,
  stepMinor: currencyStep(currency),
})
