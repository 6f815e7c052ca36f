import type { StripeError } from '../../wire/stripe-error.ts'

export type DeclinedPart = 'number' | 'expiry' | 'cvc' | 'postal_code'

/** Refusals that the element explains by itself; the shop gets the same error and may say more. */
const parts: Record<string, DeclinedPart> = {
  generic_decline: 'number',
  insufficient_funds: 'number',
  fraudulent: 'number',
  lost_card: 'number',
  stolen_card: 'number',
  card_velocity_exceeded: 'number',
  card_declined: 'number',
  incorrect_number: 'number',
  invalid_number: 'number',
  expired_card: 'expiry',
  invalid_expiry_month: 'expiry',
  invalid_expiry_year: 'expiry',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  incorrect_zip: 'postal_code',
}

/** The field that a refusal is about; undefined when it is not about what was typed, as `processing_error`. */
export const declinedPart = (error: StripeError): DeclinedPart | undefined => parts[error.code ?? '']
