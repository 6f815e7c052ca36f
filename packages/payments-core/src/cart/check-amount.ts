import { currencyStep, maximumCharge, minimumCharge } from '@azora/contract/currency'
import type { Money } from '@azora/contract/money'
import { Refusal } from '../refusal.ts'

/** @throws {Refusal} amount_too_small, amount_too_large: also for an amount that the currency has no coins for */
export function checkAmount({ amountMinor, currency }: Money): void {
  const minimumMinor = minimumCharge(currency)
  if (amountMinor < minimumMinor) throw new Refusal({ code: 'amount_too_small', minimumMinor, currency })
  if (amountMinor > maximumCharge || amountMinor % currencyStep(currency) !== 0) {
    throw new Refusal({ code: 'amount_too_large', maximumMinor: maximumCharge, currency })
  }
}

/** The same limits as parameters of the statement that takes a request. */
export const amountLimits = (currency: Money['currency']) => ({
  minimumMinor: minimumCharge(currency),
  maximumMinor: maximumCharge,
  stepMinor: currencyStep(currency),
})
