/** Why a bank or Stripe says no; the key of `declines`. */
export type DeclineReason =
  | 'authentication_required'
  | 'blocked'
  | 'card_velocity_exceeded'
  | 'expired_card'
  | 'generic_decline'
  | 'incorrect_cvc'
  | 'insufficient_funds'
  | 'lost_card'
  | 'processing_error'
  | 'stolen_card'

export interface CardBehaviour {
  decline?: DeclineReason
  /** A card that declines also refuses to be saved, unless this is set. */
  declinesOnlyCharges?: true
  /**
   * `always`: each payment is challenged. `until_set_up`: not off-session when it was saved with a challenge before.
   * `already_set_up`: only on-session. `optional` (the default of most): only when asked for. `unsupported`: never.
   */
  threeDSecure?: 'already_set_up' | 'always' | 'until_set_up' | 'optional' | 'unsupported'
  /** Where a challenge would come, the bank's answer fails instead and the payment is declined. */
  challengeFails?: true
  /** The bank's check of the security code and the address, where it is not `pass`. */
  checks?: { cvc?: 'fail' | 'unavailable'; postalCode?: 'fail' | 'unavailable'; line1?: 'fail' | 'unavailable' }
  risk?: 'elevated' | 'highest'
  /** The money is available at once instead of after two days. */
  availableAtOnce?: true
  /** A refund stays pending for a while, or comes back after it succeeded. */
  refund?: 'fails' | 'pending'
  /** The holder disputes the charge, or asks about it, shortly after it was made. */
  dispute?: 'fraudulent' | 'inquiry' | 'product_not_received'
  /** The network warns of fraud shortly after the charge. */
  earlyFraudWarning?: true
}

export interface TestCard extends CardBehaviour {
  /** Stable name; what is stored instead of the number. */
  name: string
  brand: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa'
  funding: 'credit' | 'debit' | 'prepaid'
  country: string
  last4: string
  /** Of a card with two brands; the shopper may choose. */
  networks?: readonly string[]
}
