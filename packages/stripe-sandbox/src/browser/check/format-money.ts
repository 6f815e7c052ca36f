/** Stripe's exceptions from two digits. https://docs.stripe.com/currencies */
const none = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const three = new Set('bhd jod kwd omr tnd'.split(' '))

/** @param amountMinor in the currency's smallest unit: 1050 is $10.50, and ¥1,050 */
export function formatMoney(amountMinor: number, currency: string): string {
  const digits = none.has(currency) ? 0 : three.has(currency) ? 3 : 2
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase() || 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amountMinor / 10 ** digits)
}
