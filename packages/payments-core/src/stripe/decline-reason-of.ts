import type { DeclineReason } from '@azora/contract/decline-reason'

/**
 * Stripe's error and decline codes in the words that we show. A code that is not named here, and each that hints at
 * loss, theft or fraud, is `card_declined`. Source: docs.stripe.com/declines/codes (read 2026-11-21).
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
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
}

/** Why the last try failed, or null when it did not. The decline code says more than the code, so it goes first. */
export function declineReasonOf(
  error: { code?: string | null | undefined; decline_code?: string | null | undefined } | null | undefined,
): DeclineReason | null {
  if (!error) return null
  return reasonOf[error.decline_code ?? ''] ?? reasonOf[error.code ?? ''] ?? 'card_declined'
}
