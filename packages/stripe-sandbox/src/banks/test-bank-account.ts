import type { BankFailureReason } from './bank-failures.ts'

/** A published test account, and what becomes of a debit from it. */
export interface TestBankAccount {
  /** Stable name; what is stored instead of the number. */
  name: string
  type: 'sepa_debit' | 'us_bank_account'
  last4: string
  /** Two letters. */
  country: string
  /** `stays`: in processing for ever. `disputed`: succeeds, and is disputed. */
  outcome: 'disputed' | 'stays' | 'succeeds' | BankFailureReason
  /** From the debit to its outcome. */
  settlesAfterSeconds: number
  failsMicrodeposits?: true
  isBlockedAsRisky?: true
}
