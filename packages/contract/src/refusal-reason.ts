import type { Currency } from './currency.ts'
import type { DisputeStatus } from './dispute-status.ts'
import type { PaymentStatus } from './payment-status.ts'
import type { RefundStatus } from './refund-status.ts'

/** Why we said no. Codes are public: add freely, never rename one or change what it means. */
export type RefusalReason =
  | { code: 'unauthenticated' }
  | { code: 'forbidden' }
  | { code: 'input_invalid'; fields: readonly { path: string; message: string }[] }
  | { code: 'cart_empty' }
  | { code: 'price_not_found'; priceId: string }
  | { code: 'currency_not_offered'; priceId: string; currency: Currency }
  | { code: 'amount_too_small'; minimumMinor: number; currency: Currency }
  | { code: 'amount_too_large'; maximumMinor: number; currency: Currency }
  | { code: 'amount_not_payable'; stepMinor: number; currency: Currency }
  | { code: 'payment_not_found'; paymentId: string }
  | { code: 'payment_not_payable'; paymentId: string; status: PaymentStatus }
  | { code: 'payment_changed'; paymentId: string }
  | { code: 'payment_not_capturable'; paymentId: string; status: PaymentStatus }
  | { code: 'capture_exceeds_authorized'; paymentId: string; capturableMinor: number; currency: Currency }
  | { code: 'payment_not_cancelable'; paymentId: string; status: PaymentStatus }
  | { code: 'payment_method_unusable' }
  | { code: 'saved_method_not_found'; savedMethodId: string | null }
  | { code: 'saved_method_in_use'; savedMethodId: string }
  | { code: 'saved_method_not_removable'; savedMethodId: string }
  | { code: 'microdeposits_mismatch'; setupId?: string; paymentId?: string }
  | { code: 'microdeposits_not_awaited'; setupId?: string; paymentId?: string }
  | { code: 'setup_not_found'; setupId: string }
  | { code: 'setups_begun_often'; setupsPerHour: number }
  | { code: 'link_not_found' }
  | { code: 'link_expired' }
  | { code: 'link_used_often'; tries: number }
  | { code: 'receipt_not_found'; paymentId: string }
  | { code: 'receipt_has_no_address'; paymentId: string }
  | { code: 'receipt_sent_often'; paymentId: string; copiesPerDay: number }
  | { code: 'event_not_found'; eventId: string }
  | { code: 'event_payload_gone'; eventId: string }
  | { code: 'dispute_not_found'; disputeId: string }
  | { code: 'dispute_not_answerable'; disputeId: string; status: DisputeStatus }
  | { code: 'dispute_deadline_over'; disputeId: string; dueAt: string }
  | { code: 'dispute_evidence_empty'; disputeId: string }
  | { code: 'dispute_evidence_too_long'; disputeId: string; maximumCharacters: number }
  | { code: 'dispute_answer_refused'; disputeId: string }
  | { code: 'fraud_warning_not_found'; warningId: string }
  | { code: 'payout_not_found'; payoutId: string }
  | { code: 'payment_not_refundable'; paymentId: string; status: PaymentStatus }
  | { code: 'payment_disputed'; paymentId: string }
  | { code: 'refund_exceeds_payment'; askedMinor: number; leftMinor: number; currency: Currency }
  | { code: 'refund_window_over'; paymentId: string; endedAt: string }
  | { code: 'refund_not_found'; refundId: string }
  | { code: 'refund_not_approvable'; refundId: string; status: RefundStatus }
  | { code: 'approver_must_differ'; refundId: string }
  | { code: 'request_id_reused'; requestId: string }
  | { code: 'request_in_progress'; requestId: string }
  | { code: 'temporarily_unavailable'; retryAfterSeconds: number }

export type RefusalCode = RefusalReason['code']
