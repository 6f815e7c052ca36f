/** Methods whose bank answers days later: until then a payment is `processing`, and it may still fail. */
const bankDebits: ReadonlySet<string> = new Set([
  'us_bank_account',
  'sepa_debit',
  'acss_debit',
  'au_becs_debit',
  'bacs_debit',
  'nz_bank_account',
])

/** Whether a type of payment method, as Stripe names it, is a debit of a bank account. */
export const isBankDebit = (type: string | null | undefined): boolean => bankDebits.has(type ?? '')
