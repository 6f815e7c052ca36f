import type { DeclineReason } from './card-behaviour.ts'

export interface Decline {
  code: string
  declineCode: string
  message: string
  sellerMessage: string
  param?: string
  adviceCode?: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later'
  networkDeclineCode?: string
}

const unexplained = 'The bank did not return any further details with this decline.'

/** Codes and sentences as Stripe has them: https://docs.stripe.com/declines/codes */
export const declines: Record<DeclineReason, Decline> = {
  authentication_required: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    sellerMessage: 'The bank requires authentication for this payment.',
  },
  blocked: {
    code: 'card_declined',
    declineCode: 'fraudulent',
    message: 'Your card was declined.',
    sellerMessage: 'Stripe blocked this payment as too risky.',
  },
  card_velocity_exceeded: {
    code: 'card_declined',
    declineCode: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    sellerMessage: 'The bank returned the decline code `card_velocity_exceeded`.',
    adviceCode: 'try_again_later',
    networkDeclineCode: '65',
  },
  expired_card: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    sellerMessage: 'The bank returned the decline code `expired_card`.',
    param: 'exp_month',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '54',
  },
  generic_decline: {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
    sellerMessage: unexplained,
    adviceCode: 'try_again_later',
    networkDeclineCode: '05',
  },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    sellerMessage: 'The bank returned the decline code `incorrect_cvc`.',
    param: 'cvc',
    adviceCode: 'confirm_card_data',
    networkDeclineCode: 'N7',
  },
  insufficient_funds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    sellerMessage: 'The bank returned the decline code `insufficient_funds`.',
    adviceCode: 'try_again_later',
    networkDeclineCode: '51',
  },
  lost_card: {
    code: 'card_declined',
    declineCode: 'lost_card',
    message: 'Your card was declined.',
    sellerMessage: 'The bank returned the decline code `lost_card`.',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '41',
  },
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    sellerMessage: 'The bank returned the decline code `processing_error`.',
    adviceCode: 'try_again_later',
  },
  stolen_card: {
    code: 'card_declined',
    declineCode: 'stolen_card',
    message: 'Your card was declined.',
    sellerMessage: 'The bank returned the decline code `stolen_card`.',
    adviceCode: 'do_not_try_again',
    networkDeclineCode: '43',
  },
}
