/** Why a debit came back; the key of `bankFailures`. */
export type BankFailureReason =
  | 'account_closed'
  | 'bank_account_unusable'
  | 'charge_exceeds_source_limit'
  | 'charge_exceeds_weekly_limit'
  | 'debit_not_authorized'
  | 'generic_could_not_process'
  | 'insufficient_funds'
  | 'invalid_currency'
  | 'no_account'

export interface BankFailure {
  /** `failure_code` of the charge. */
  failureCode: string
  /** `code` of the payment's error, which knows fewer words. */
  code: string
  message: string
}

const unnamed = 'payment_intent_payment_attempt_failed'

const fail = (failureCode: string, message: string, code = failureCode): BankFailure => ({ failureCode, code, message })

/** https://docs.stripe.com/payments/ach-direct-debit/blocked-bank-accounts, https://docs.stripe.com/payments/sepa-debit */
export const bankFailures: Record<BankFailureReason, BankFailure> = {
  account_closed: fail('account_closed', "The customer's bank account has been closed."),
  bank_account_unusable: fail('bank_account_unusable', "The customer's bank account cannot be debited."),
  charge_exceeds_source_limit: fail(
    'charge_exceeds_source_limit',
    'The payment exceeds the weekly volume limit of this bank account.',
  ),
  charge_exceeds_weekly_limit: fail(
    'charge_exceeds_weekly_limit',
    'The payment exceeds the transaction limit of this bank account.',
    'charge_exceeds_transaction_limit',
  ),
  debit_not_authorized: fail(
    'debit_not_authorized',
    'The customer has notified their bank that this payment was unauthorized.',
  ),
  generic_could_not_process: fail(
    'generic_could_not_process',
    'The payment could not be processed by the bank.',
    unnamed,
  ),
  insufficient_funds: fail(
    'insufficient_funds',
    "The customer's account has insufficient funds to cover this payment.",
  ),
  invalid_currency: fail('invalid_currency', 'The bank account cannot process this currency.', unnamed),
  no_account: fail('no_account', "The customer's bank account could not be located."),
}
