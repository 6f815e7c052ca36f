import { currencyExponent } from './currency.ts'
import type { Money } from './money.ts'
import { usableLocale } from './usable-locale.ts'

/** The amount as a decimal string, exact for every currency: 1050 USD → "10.50", 1050 JPY → "1050", 1050 KWD → "1.050". */
export function decimalAmount({ amountMinor, currency }: Money): string {
  const exponent = currencyExponent(currency)
  if (exponent === 0) return String(amountMinor)
  const digits = String(amountMinor).padStart(exponent + 1, '0')
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * The amount for people, in a locale: "€10.50", "10,50 €", "¥1,050". A locale that there is not is English.
 * Decimals come from Stripe's table, not from Intl, which says 0 for ISK.
 */
export function formatMoney(money: Money, locale: string): string {
  const exponent = currencyExponent(money.currency)
  return new Intl.NumberFormat(usableLocale(locale), {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    // Intl formats a decimal string exactly, without passing through a float; the type of `format` does not know (ES2023).
  }).format(decimalAmount(money) as `${number}`)
}
