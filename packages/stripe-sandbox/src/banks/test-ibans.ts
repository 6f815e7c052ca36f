import type { TestBankAccount } from './test-bank-account.ts'

const outcomes = [
  'success',
  'successDelayed',
  'failed',
  'failedDelayed',
  'disputed',
  'exceedsWeeklyVolumeLimit',
  'exceedsWeeklyTransactionLimit',
  'insufficientFunds',
] as const

/** IBANs of https://docs.stripe.com/testing by country, in the order of `outcomes`. */
const ibans = `
AT611904300234573201 AT321904300235473204 AT861904300235473202 AT051904300235473205 AT591904300235473203 AT981904300000343434 AT601904300000121212 AT981904300002222227
BE62510007547061 BE78510007547064 BE68539007547034 BE51510007547065 BE08510007547063 BE90510000343434 BE52510000121212 BE90510002222227
DE89370400440532013000 DE08370400440532013003 DE62370400440532013001 DE78370400440532013004 DE35370400440532013002 DE65370400440000343434 DE27370400440000121212 DE65370400440002222227
FR1420041010050500013M02606 FR3020041010050500013M02609 FR8420041010050500013M02607 FR7920041010050500013M02600 FR5720041010050500013M02608 FR9720041010050000000343434 FR5920041010050000000121212 FR9720041010050000002222227
IE29AIBK93115212345678 IE24AIBK93115212345671 IE02AIBK93115212345679 IE94AIBK93115212345672 IE51AIBK93115212345670 IE10AIBK93115200343434 IE69AIBK93115200121212 IE10AIBK93115202222227
`

const results: Record<(typeof outcomes)[number], TestBankAccount['outcome']> = {
  success: 'succeeds',
  successDelayed: 'succeeds',
  failed: 'generic_could_not_process',
  failedDelayed: 'generic_could_not_process',
  disputed: 'disputed',
  exceedsWeeklyVolumeLimit: 'charge_exceeds_source_limit',
  exceedsWeeklyTransactionLimit: 'charge_exceeds_weekly_limit',
  insufficientFunds: 'insufficient_funds',
}

/** The bank answers after five business days, and for Stripe's "delayed" numbers after three minutes. */
const settleSeconds = (outcome: string): number => (outcome.endsWith('Delayed') ? 3 * 60 : 5 * 24 * 3600)

const byIban = new Map<string, TestBankAccount>()
for (const line of ibans.trim().split('\n')) {
  for (const [at, iban] of line.split(' ').entries()) {
    const outcome = outcomes[at] ?? 'success'
    byIban.set(iban, {
      name: `sepaDebit_${outcome}_${iban.slice(0, 2).toLowerCase()}`,
      type: 'sepa_debit',
      last4: iban.slice(-4),
      country: iban.slice(0, 2),
      outcome: results[outcome],
      settlesAfterSeconds: settleSeconds(outcome),
    })
  }
}

/** IBANs whose bank takes no SEPA debits, and whose account cannot be debited: refused when they are typed. */
const refused: Record<string, string> = {
  AT271904300000055555: 'sepa_debit_bank_not_supported',
  AT511904300000066666: 'sepa_debit_debits_not_supported',
  BE19510000055555: 'sepa_debit_bank_not_supported',
  BE43510000066666: 'sepa_debit_debits_not_supported',
  DE91370400440000055555: 'sepa_debit_bank_not_supported',
  DE18370400440000066666: 'sepa_debit_debits_not_supported',
  FR2620041010050000000055555: 'sepa_debit_bank_not_supported',
  FR5020041010050000000066666: 'sepa_debit_debits_not_supported',
  IE36AIBK93115200055555: 'sepa_debit_bank_not_supported',
  IE60AIBK93115200066666: 'sepa_debit_debits_not_supported',
}

export const findIban = (iban: string): TestBankAccount | undefined => byIban.get(iban)

export const whyIbanRefused = (iban: string): string | undefined => refused[iban]

export const testIbans: readonly TestBankAccount[] = [...byIban.values()]
