import type { RefusalWords } from './refusal-words.ts'

export const refusalWordsEn: RefusalWords = {
  unauthenticated: () => 'Please sign in to go on.',
  forbidden: () => 'Your account may not do this.',
  input_invalid: () => 'Something in this request is not right. Please check what you entered.',
  cart_empty: () => 'Your cart is empty.',
  price_not_found: () => 'Something in your cart is no longer for sale. Please remove it and try again.',
  currency_not_offered: ({ currency }) => `Something in your cart is not sold in ${currency.toUpperCase()}.`,
  amount_too_small: ({ minimumMinor, currency }, money) =>
    `The smallest amount we can charge is ${money(minimumMinor, currency)}.`,
  amount_too_large: ({ maximumMinor, currency }, money) =>
    `The largest amount we can charge is ${money(maximumMinor, currency)}.`,
  amount_not_payable: ({ stepMinor, currency }, money) =>
    `This amount cannot be charged. Please round it to a multiple of ${money(stepMinor, currency)}.`,
  payment_not_found: () => 'We could not find this payment.',
  payment_not_payable: ({ status }) =>
    status === 'canceled'
      ? 'This payment was cancelled and cannot be paid any more.'
      : 'This payment is already finished and cannot be paid again.',
  payment_changed: () => 'The price of your cart has changed. Please check it before you pay.',
  payment_not_capturable: () => 'Nothing is held for this payment that could be taken.',
  capture_exceeds_authorized: ({ capturableMinor, currency }, money) =>
    `This amount cannot be taken. ${money(capturableMinor, currency)} is held.`,
  payment_not_cancelable: () => 'This payment can no longer be cancelled.',
  payment_method_unusable: () => 'This payment method cannot be used here. Please choose another one.',
  saved_method_not_found: () => 'We could not find this saved payment method.',
  saved_method_in_use: () =>
    'A payment is being made with this method right now. Please try again once it is finished.',
  saved_method_not_removable: () => 'This payment method could not be removed. Please try again later.',
  microdeposits_mismatch: () => 'This is not what we sent to your account. Please check your statement and try again.',
  microdeposits_not_awaited: () => 'This bank account does not need to be verified.',
  setup_not_found: () => 'We could not find this. Please start adding the payment method again.',
  setups_begun_often: () => 'Too many payment methods were tried. Please try again in an hour.',
  link_not_found: () => 'This link does not work. Open it from your mail again.',
  link_expired: () => 'This link has expired.',
  link_used_often: ({ tries }) =>
    `This payment was tried ${tries} times and cannot be tried again here. Please write to the shop.`,
  receipt_not_found: () => 'There is no receipt for this payment yet.',
  receipt_has_no_address: () => 'There is no e-mail address to send this receipt to.',
  receipt_sent_often: ({ copiesPerDay }) =>
    `This receipt was sent ${copiesPerDay} times today. Please look into your mailbox, or try again tomorrow.`,
  event_not_found: () => 'We could not find this event.',
  event_payload_gone: () => 'This event is too old: what it said is no longer kept.',
  dispute_not_found: () => 'We could not find this dispute.',
  dispute_not_answerable: () => 'This dispute can no longer be answered.',
  dispute_deadline_over: () => 'The deadline for evidence has passed.',
  dispute_evidence_empty: () => 'Please add evidence before you send it.',
  dispute_evidence_too_long: ({ maximumCharacters }) =>
    `The evidence is too long. All texts together may have ${maximumCharacters} characters.`,
  dispute_answer_refused: () => 'The answer was not accepted. Please check the evidence and its files, then try again.',
  fraud_warning_not_found: () => 'We could not find this warning.',
  payout_not_found: () => 'We could not find this payout.',
  payment_not_refundable: () => 'There is nothing to refund: this payment was not completed.',
  payment_disputed: () => 'This payment is disputed at the bank, so it cannot be refunded.',
  refund_exceeds_payment: ({ leftMinor, currency }, money) =>
    leftMinor > 0
      ? `At most ${money(leftMinor, currency)} of this payment can still be refunded.`
      : 'Nothing is left of this payment to refund.',
  refund_window_over: () => 'The time in which this payment could be refunded is over.',
  refund_not_found: () => 'We could not find this refund.',
  refund_not_approvable: () => 'This refund has already been decided.',
  approver_must_differ: () => 'Somebody else has to approve this refund.',
  request_id_reused: () => 'This request was already used for something else. Please start again.',
  request_in_progress: () => 'We are still working on this. Please wait a moment.',
  temporarily_unavailable: () => 'This does not work right now. Please try again in a moment.',
}
