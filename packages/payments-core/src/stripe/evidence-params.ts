import type { DisputeEvidence, EvidenceField } from '@azora/contract/dispute-evidence'
import type Stripe from 'stripe'

/** Stripe's name of each field. */
const nameOf = {
  accessActivityLog: 'access_activity_log',
  billingAddress: 'billing_address',
  cancellationPolicy: 'cancellation_policy',
  cancellationPolicyDisclosure: 'cancellation_policy_disclosure',
  cancellationRebuttal: 'cancellation_rebuttal',
  customerCommunication: 'customer_communication',
  customerEmailAddress: 'customer_email_address',
  customerName: 'customer_name',
  customerPurchaseIp: 'customer_purchase_ip',
  customerSignature: 'customer_signature',
  duplicateChargeDocumentation: 'duplicate_charge_documentation',
  duplicateChargeExplanation: 'duplicate_charge_explanation',
  duplicateChargeId: 'duplicate_charge_id',
  productDescription: 'product_description',
  receipt: 'receipt',
  refundPolicy: 'refund_policy',
  refundPolicyDisclosure: 'refund_policy_disclosure',
  refundRefusalExplanation: 'refund_refusal_explanation',
  serviceDate: 'service_date',
  serviceDocumentation: 'service_documentation',
  shippingAddress: 'shipping_address',
  shippingCarrier: 'shipping_carrier',
  shippingDate: 'shipping_date',
  shippingDocumentation: 'shipping_documentation',
  shippingTrackingNumber: 'shipping_tracking_number',
  uncategorizedFile: 'uncategorized_file',
  uncategorizedText: 'uncategorized_text',
} as const satisfies Record<EvidenceField, keyof Stripe.DisputeUpdateParams.Evidence>

const isField = (name: string): name is EvidenceField => Object.hasOwn(nameOf, name)

/** A draft as Stripe's parameters. The order of the fields is that of the draft, so that a repeat sends the same bytes. */
export const evidenceParams = (evidence: DisputeEvidence): Stripe.DisputeUpdateParams.Evidence =>
  Object.fromEntries(
    Object.entries(evidence).flatMap(([name, value]) => (isField(name) ? [[nameOf[name], value]] : [])),
  )
