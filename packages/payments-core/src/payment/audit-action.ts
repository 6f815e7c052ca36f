import type { PaymentStatus } from '@azora/contract/payment-status'

/** What the audit log says when a payment comes to a status; after the dot stands the kind of the timeline entry. */
export const auditAction: Record<PaymentStatus, string> = {
  processing: 'payment.processing',
  requires_payment_method: 'payment.declined',
  requires_action: 'payment.action_required',
  requires_capture: 'payment.authorized',
  succeeded: 'payment.succeeded',
  canceled: 'payment.canceled',
}
