import { invalidRequest } from '../http/stripe-error.ts'

/**
 * Currencies of Stripe, with their minor digits, the least amount of a charge where Stripe names one, and the step
 * that amounts must keep: https://docs.stripe.com/currencies
 */
const twoDigits =
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx uyu uzs wst xcd yer zar zmw'
const noDigits = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'
const threeDigits = 'bhd jod kwd omr tnd'

const leastMinor: Record<string, number> = {
  usd: 50,
  aed: 2_00,
  aud: 50,
  bgn: 1_00,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 15_00,
  dkk: 2_50,
  eur: 50,
  gbp: 30,
  hkd: 4_00,
  huf: 175_00,
  inr: 50,
  jpy: 50,
  mxn: 10_00,
  myr: 2_00,
  nok: 3_00,
  nzd: 50,
  pln: 2_00,
  ron: 2_00,
  sek: 3_00,
  sgd: 50,
  thb: 10_00,
}

const digits = new Map<string, number>([
  ...twoDigits.split(' ').map((code) => [code, 2] as const),
  ...noDigits.split(' ').map((code) => [code, 0] as const),
  ...threeDigits.split(' ').map((code) => [code, 3] as const),
])

/** Three-decimal amounts end in 0; ISK and UGX keep two digits that are always 00. */
const stepOf = (currency: string): number => {
  if (digits.get(currency) === 3) return 10
  return currency === 'isk' || currency === 'ugx' ? 100 : 1
}

const mostMinor = (currency: string): number => (currency === 'idr' ? 999_999_999_999 : 99_999_999)

export const minorDigits = (currency: string): number => digits.get(currency) ?? 2

/** @throws {StripeError} for an unknown currency; lower case comes back */
export function checkCurrency(given: string): string {
  const currency = given.toLowerCase()
  if (digits.has(currency)) return currency
  const message = `Invalid currency: ${given}. Stripe currently supports these currencies: ${[...digits.keys()].join(', ')}`
  throw invalidRequest({ message, param: 'currency' })
}

/** @throws {StripeError} parameter_invalid_integer, amount_too_small, amount_too_large */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.'
    throw invalidRequest({ message, param: 'amount', code: 'parameter_invalid_integer' })
  }
  const least = leastMinor[currency] ?? stepOf(currency)
  if (amount < least) {
    const message = `Amount must be at least ${formatAmount(least, currency)}`
    throw invalidRequest({ message, param: 'amount', code: 'amount_too_small' })
  }
  if (amount > mostMinor(currency)) {
    const message = `Amount must be no more than ${formatAmount(mostMinor(currency), currency)}`
    throw invalidRequest({ message, param: 'amount', code: 'amount_too_large' })
  }
  if (amount % stepOf(currency) !== 0) {
    const message = `Invalid amount: amounts in ${currency} must be evenly divisible by ${stepOf(currency)}.`
    throw invalidRequest({ message, param: 'amount', code: 'parameter_invalid_integer' })
  }
}

const signs: Record<string, string> = { usd: '$', eur: '€', gbp: '£', jpy: '¥' }

function formatAmount(amountMinor: number, currency: string): string {
  const places = minorDigits(currency)
  const text = (amountMinor / 10 ** places).toLocaleString('en-US', { minimumFractionDigits: places })
  return `${signs[currency] ?? ''}${text} ${currency}`
}
