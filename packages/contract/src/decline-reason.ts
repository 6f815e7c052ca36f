/**
 * Why a bank or Stripe said no, in words that may be shown. Lost, stolen and suspected fraud are `card_declined`:
 * whoever holds the card must not learn more (docs.stripe.com/declines/codes, read 2026-11-21).
 */
export const declineReasons = [
  'card_declined',
  'insufficient_funds',
  'card_expired',
  'incorrect_cvc',
  'incorrect_number',
  'processing_error',
  'authentication_failed',
  'authentication_required',
  'card_not_supported',
  'try_again_later',
  'bank_declined',
  'bank_account_closed',
  'bank_account_unusable',
  'bank_limit_exceeded',
  'debit_not_authorized',
] as const
export type DeclineReason = (typeof declineReasons)[number]
