/** Decimal places of Stripe's API amounts that differ from two. Source: docs.stripe.com/currencies (read 2026-11-21). */
// prettier-ignore
const exponentOf: Partial<Record<Currency, 0 | 3>> = {
  bif: 0, clp: 0, djf: 0, gnf: 0, jpy: 0, kmf: 0, krw: 0, mga: 0, pyg: 0, rwf: 0, vnd: 0, vuv: 0,
  xaf: 0, xof: 0, xpf: 0, bhd: 3, jod: 3, kwd: 3, omr: 3, tnd: 3,
}

/** Amounts must be a multiple of this: ISK and UGX carry two decimals that are always 00, three-decimal ones end in 0. */
const stepOf: Partial<Record<Currency, 10 | 100>> = { isk: 100, ugx: 100, bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10 }

/** The smallest charge in minor units, where Stripe names one. Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
// prettier-ignore
const minimumOf: Partial<Record<Currency, number>> = {
  usd: 50, aed: 2_00, aud: 50, bgn: 1_00, brl: 50, cad: 50, chf: 50, czk: 15_00, dkk: 2_50, eur: 50, gbp: 30, hkd: 4_00,
  huf: 175_00, inr: 50, jpy: 50, mxn: 10_00, myr: 2_00, nok: 3_00, nzd: 50, pln: 2_00, ron: 2_00, sek: 3_00, sgd: 50, thb: 10_00,
}

/** Every currency that Stripe presents, lower case as on Stripe's wire. */
// prettier-ignore
export const currencies = [
  'aed', 'afn', 'all', 'amd', 'ang', 'aoa', 'ars', 'aud', 'awg', 'azn', 'bam', 'bbd', 'bdt', 'bgn', 'bhd', 'bif', 'bmd', 'bnd',
  'bob', 'brl', 'bsd', 'bwp', 'byn', 'bzd', 'cad', 'cdf', 'chf', 'clp', 'cny', 'cop', 'crc', 'cve', 'czk', 'djf', 'dkk', 'dop',
  'dzd', 'egp', 'etb', 'eur', 'fjd', 'fkp', 'gbp', 'gel', 'gip', 'gmd', 'gnf', 'gtq', 'gyd', 'hkd', 'hnl', 'htg', 'huf', 'idr',
  'ils', 'inr', 'isk', 'jmd', 'jod', 'jpy', 'kes', 'kgs', 'khr', 'kmf', 'krw', 'kwd', 'kyd', 'kzt', 'lak', 'lbp', 'lkr', 'lrd',
  'lsl', 'mad', 'mdl', 'mga', 'mkd', 'mmk', 'mnt', 'mop', 'mur', 'mvr', 'mwk', 'mxn', 'myr', 'mzn', 'nad', 'ngn', 'nio', 'nok',
  'npr', 'nzd', 'omr', 'pab', 'pen', 'pgk', 'php', 'pkr', 'pln', 'pyg', 'qar', 'ron', 'rsd', 'rub', 'rwf', 'sar', 'sbd', 'scr',
  'sek', 'sgd', 'shp', 'sle', 'sos', 'srd', 'std', 'szl', 'thb', 'tjs', 'tnd', 'top', 'try', 'ttd', 'twd', 'tzs', 'uah', 'ugx',
  'usd', 'uyu', 'uzs', 'vnd', 'vuv', 'wst', 'xaf', 'xcd', 'xof', 'xpf', 'yer', 'zar', 'zmw',
] as const

/** ISO 4217 in lower case. */
export type Currency = (typeof currencies)[number]

/** How many decimals an amount in minor units carries: 1050 is 10.50 at 2, 1050 at 0, 1.050 at 3. */
export const currencyExponent = (currency: Currency): 0 | 2 | 3 => exponentOf[currency] ?? 2

/** Amounts in this currency must be divisible by this many minor units. */
export const currencyStep = (currency: Currency): number => stepOf[currency] ?? 1

/** Smallest chargeable amount in minor units; 1 step where Stripe names no minimum. */
export const minimumCharge = (currency: Currency): number => minimumOf[currency] ?? currencyStep(currency)

/** Largest chargeable amount in minor units: Stripe takes eight digits. */
export const maximumCharge = 99_999_999
