/** Decimals of Stripe's amounts where they are not two. https://docs.stripe.com/currencies (read 2026-11-21) */
const zeroDecimals = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const threeDecimals = new Set('bhd jod kwd omr tnd'.split(' '))

/** @param amountMinor in the currency's smallest unit: 1050 is $10.50, and ¥1,050 */
export function formatAmount(amountMinor: number, currency: string): string {
  const digits = zeroDecimals.has(currency) ? 0 : threeDecimals.has(currency) ? 3 : 2
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amountMinor / 10 ** digits)
}
