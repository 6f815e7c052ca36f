import * as z from 'zod/mini'
import { storable } from './storable.ts'

/** Stripe's limit of all texts together. */
export const longestEvidence = 150_000

const text = (maximum: number) => z.nullish(z.string().check(z.minLength(1), z.maxLength(maximum), storable))
/** As much as Stripe takes of a story, and of a name or an address. */
const Text = text(20_000)
const Words = text(5_000)
/** A file that was uploaded to Stripe with the purpose `dispute_evidence`; only its id comes to us. */
const FileId = z.nullish(z.string().check(z.regex(/^file_\w{1,200}$/)))

/** What speaks for us, in the fields of Stripe's evidence object. Null takes a field back; what is absent stays as it is. */
export const EvidenceChange = z.strictObject({
  accessActivityLog: Text,
  billingAddress: Words,
  cancellationPolicy: FileId,
  cancellationPolicyDisclosure: Text,
  cancellationRebuttal: Text,
  customerCommunication: FileId,
  customerEmailAddress: Words,
  customerName: Words,
  customerPurchaseIp: Words,
  customerSignature: FileId,
  duplicateChargeDocumentation: FileId,
  duplicateChargeExplanation: Text,
  duplicateChargeId: Words,
  productDescription: Text,
  receipt: FileId,
  refundPolicy: FileId,
  refundPolicyDisclosure: Text,
  refundRefusalExplanation: Text,
  serviceDate: Words,
  serviceDocumentation: FileId,
  shippingAddress: Words,
  shippingCarrier: Words,
  shippingDate: Words,
  shippingDocumentation: FileId,
  shippingTrackingNumber: Words,
  uncategorizedFile: FileId,
  uncategorizedText: Text,
})
export type EvidenceChange = z.infer<typeof EvidenceChange>

export type EvidenceField = keyof EvidenceChange

/** A draft: the fields that have something in them. */
export const DisputeEvidence = z.partialRecord(z.keyof(EvidenceChange), z.string())
export type DisputeEvidence = z.infer<typeof DisputeEvidence>
