import type { DeclineReason } from '@azora/contract/decline-reason'
import { isBankDebit } from '@azora/contract/bank-debit'

/**
 * Stripe's error and decline codes in the words that we show. A code that is not named here, and each that hints at
 * loss, theft or fraud, is `card_declined`, or `bank_declined` of a debit. Source: docs.stripe.com/declines/codes (read
 * 2026-11-21), docs.stripe.com/payments/ach-direct-debit (read 2026-11-25).
 */
const reasonOf: Record<string, DeclineReason> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  card_velocity_exceeded: 'insufficient_funds',
  expired_card: 'card_expired',
  invalid_expiry_month: 'card_expired',
  invalid_expiry_year: 'card_expired',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  processing_error: 'processing_error',
  issuer_not_available: 'try_again_later',
  try_again_later: 'try_again_later',
  reenter_transaction: 'try_again_later',
  authentication_required: 'authentication_required',
  payment_intent_authentication_failure: 'authentication_failed',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  account_closed: 'bank_account_closed',
  no_account: 'bank_account_unusable',
  bank_account_restricted: 'bank_account_unusable',
  bank_account_unusable: 'bank_account_unusable',
  charge_exceeds_source_limit: 'bank_limit_exceeded',
  charge_exceeds_transaction_limit: 'bank_limit_exceeded',
  charge_exceeds_weekly_limit: 'bank_limit_exceeded',
  debit_not_authorized: 'debit_not_authorized',
}

/** What Stripe gives of an error; the method is there when one was tried. */
interface PaymentError {
  code?: string | null | undefined
  decline_code?: string | null | undefined
  payment_method?: { type: string } | null | undefined
}

/** Why the last try failed, or null when it did not. The decline code says more than the code, so it goes first. */
export function declineReasonOf(error: PaymentError | null | undefined): DeclineReason | null {
  if (!error) return null
  const named = reasonOf[error.decline_code ?? ''] ?? reasonOf[error.code ?? '']
  return named ?? (isBankDebit(error.payment_method?.type) ? 'bank_declined' : 'card_declined')
}
