import { minorDigits } from '../../money/currency.ts'

/** @param amountMinor in the currency's smallest unit: 1050 is $10.50, and ¥1,050 */
export function formatAmount(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency)
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amountMinor / 10 ** digits)
}
