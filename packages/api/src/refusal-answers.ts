import type { RefusalCode } from '@azora/contract/refusal-reason'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'

interface RefusalAnswer {
  /** Decides the HTTP status. */
  code: TRPC_ERROR_CODE_KEY
  /** A plain sentence for whoever reads the response; pages have better ones, in the shopper's language. */
  message: string
}

/** How each refusal leaves us. What belongs to somebody else is answered as if it were not there. */
export const refusalAnswers: Record<RefusalCode, RefusalAnswer> = {
  unauthenticated: { code: 'UNAUTHORIZED', message: 'Sign in to do this.' },
  forbidden: { code: 'FORBIDDEN', message: 'This account may not do this.' },
  input_invalid: { code: 'BAD_REQUEST', message: 'The request is not valid.' },
  cart_empty: { code: 'BAD_REQUEST', message: 'The cart is empty.' },
  price_not_found: { code: 'NOT_FOUND', message: 'Something in the cart is no longer for sale.' },
  currency_not_offered: { code: 'BAD_REQUEST', message: 'Something in the cart is not sold in this currency.' },
  amount_too_small: { code: 'BAD_REQUEST', message: 'The amount is too small to be charged.' },
  amount_too_large: { code: 'BAD_REQUEST', message: 'The amount is too large to be charged.' },
  amount_not_payable: {
    code: 'BAD_REQUEST',
    message: 'The amount is finer than what can be charged in this currency. Round it to a step of the currency.',
  },
  payment_not_found: { code: 'NOT_FOUND', message: 'There is no such payment.' },
  payment_not_payable: { code: 'CONFLICT', message: 'This payment cannot be paid any more.' },
  payment_changed: { code: 'CONFLICT', message: 'The cart does not cost what this payment says.' },
  payment_not_capturable: { code: 'CONFLICT', message: 'Nothing is held for this payment that could be taken.' },
  capture_exceeds_authorized: {
    code: 'CONFLICT',
    message: 'This is more than is held, or an amount that cannot be taken.',
  },
  payment_not_cancelable: { code: 'CONFLICT', message: 'This payment can no longer be cancelled.' },
  payment_method_unusable: { code: 'UNPROCESSABLE_CONTENT', message: 'This payment method cannot be used.' },
  saved_method_not_found: { code: 'NOT_FOUND', message: 'There is no such saved payment method.' },
  saved_method_in_use: {
    code: 'CONFLICT',
    message: 'A payment is being made with this method. Try again when it is over.',
  },
  saved_method_not_removable: { code: 'CONFLICT', message: 'This saved payment method could not be removed.' },
  microdeposits_mismatch: { code: 'UNPROCESSABLE_CONTENT', message: 'This is not what was sent to the account.' },
  microdeposits_not_awaited: { code: 'CONFLICT', message: 'No micro-deposits are waited for here.' },
  setup_not_found: { code: 'NOT_FOUND', message: 'There is no such setup of a payment method.' },
  link_not_found: { code: 'NOT_FOUND', message: 'This link is not one of ours.' },
  link_expired: { code: 'NOT_FOUND', message: 'This link is no longer good.' },
  link_used_often: { code: 'CONFLICT', message: 'This link was tried too often. The merchant has to ask again.' },
  receipt_not_found: { code: 'NOT_FOUND', message: 'There is no receipt yet.' },
  receipt_has_no_address: { code: 'UNPROCESSABLE_CONTENT', message: 'This receipt names no address to mail it to.' },
  setups_begun_often: { code: 'TOO_MANY_REQUESTS', message: 'Too many methods were tried within the hour.' },
  receipt_sent_often: { code: 'TOO_MANY_REQUESTS', message: 'This receipt was mailed often enough for today.' },
  event_not_found: { code: 'NOT_FOUND', message: 'There is no such event.' },
  event_payload_gone: { code: 'CONFLICT', message: 'This event is too old: what it said is no longer kept.' },
  dispute_not_found: { code: 'NOT_FOUND', message: 'There is no such dispute.' },
  dispute_not_answerable: { code: 'CONFLICT', message: 'This dispute takes no answer any more.' },
  dispute_deadline_over: { code: 'CONFLICT', message: 'The deadline for evidence is over.' },
  dispute_evidence_empty: { code: 'CONFLICT', message: 'There is no evidence to send yet.' },
  dispute_evidence_too_long: { code: 'BAD_REQUEST', message: 'The evidence is longer than the bank takes.' },
  dispute_answer_refused: { code: 'UNPROCESSABLE_CONTENT', message: 'Stripe does not take this answer.' },
  fraud_warning_not_found: { code: 'NOT_FOUND', message: 'There is no such warning.' },
  payout_not_found: { code: 'NOT_FOUND', message: 'There is no such payout.' },
  payment_not_refundable: { code: 'CONFLICT', message: 'This payment has no money that could be refunded.' },
  payment_disputed: { code: 'CONFLICT', message: 'This payment is disputed and cannot be refunded.' },
  refund_exceeds_payment: { code: 'CONFLICT', message: 'This is more than is left of the payment.' },
  refund_window_over: { code: 'CONFLICT', message: 'This payment is too old to be refunded.' },
  refund_not_found: { code: 'NOT_FOUND', message: 'There is no such refund.' },
  refund_not_approvable: { code: 'CONFLICT', message: 'This refund does not wait for a decision.' },
  approver_must_differ: { code: 'FORBIDDEN', message: 'Somebody else has to approve this refund.' },
  request_id_reused: { code: 'CONFLICT', message: 'This request id was used for another request.' },
  request_in_progress: { code: 'CONFLICT', message: 'The same request is still being worked on.' },
  temporarily_unavailable: { code: 'SERVICE_UNAVAILABLE', message: 'This does not work right now. Try again soon.' },
}
