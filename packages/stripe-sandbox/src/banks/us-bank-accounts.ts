import type { TestBankAccount } from './test-bank-account.ts'

type Row = [name: string, number: string, outcome: TestBankAccount['outcome'], more?: Partial<TestBankAccount>]

/**
 * Account numbers of https://docs.stripe.com/testing, all at the routing number 110000000. A name that stands for the
 * verified account is `pm_usBankAccount_` + name.
 */
const rows: readonly Row[] = [
  ['success', '000123456789', 'succeeds'],
  ['accountClosed', '000111111113', 'account_closed'],
  ['noAccount', '000111111116', 'no_account'],
  ['insufficientFunds', '000222222227', 'insufficient_funds'],
  ['debitNotAuthorized', '000333333335', 'debit_not_authorized'],
  ['invalidCurrency', '000444444440', 'invalid_currency'],
  ['dispute', '000555555559', 'disputed'],
  ['failMicrodeposits', '000666666661', 'succeeds', { failsMicrodeposits: true }],
  ['weeklyLimitExceeded', '000777777771', 'charge_exceeds_source_limit'],
  ['deactivated', '000888888885', 'bank_account_unusable'],
  ['processing', '000000000009', 'stays'],
  ['riskLevelHighest', '000000004954', 'generic_could_not_process', { isBlockedAsRisky: true }],
]

/** A debit through ACH takes four business days to be sure of; the sandbox knows no weekends. */
const settlesAfterSeconds = 4 * 24 * 3600

export const usRoutingNumber = '110000000'

const byNumber = new Map(
  rows.map(([name, number, outcome, more]): [string, TestBankAccount] => [
    number,
    {
      name: `usBankAccount_${name}`,
      type: 'us_bank_account',
      last4: number.slice(-4),
      country: 'US',
      outcome,
      settlesAfterSeconds,
      ...more,
    },
  ]),
)

export const findUsBankAccount = (number: string): TestBankAccount | undefined => byNumber.get(number)

export const usBankAccounts: readonly TestBankAccount[] = [...byNumber.values()]
