import { type Currency, currencyExponent } from '@azora/contract/currency'

/**
 * What somebody typed as an amount, in minor units: "12.5" and "12,50" USD → 1250, "1200" JPY → 1200. No grouping signs.
 *
 * @returns undefined when it is not an amount, or finer than the currency
 */
export function parseAmount(text: string, currency: Currency): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim())
  const whole = match?.[1]
  if (whole === undefined) return undefined
  const exponent = currencyExponent(currency)
  const fraction = match?.[2] ?? ''
  if (fraction.length > exponent) return undefined
  return Number(whole + fraction.padEnd(exponent, '0'))
}
