import * as z from 'zod/mini'
import { Locale } from './locale.ts'
import { AmountMinor, Money } from './money.ts'
import { PageRequest } from './page-request.ts'
import { MethodSummary } from './payment.ts'
import { LineItem } from './quote.ts'

/** A payment's receipt says what was paid and what of it was given back; a refund has a receipt and a number of its own. */
export const receiptKinds = ['payment', 'refund'] as const
export const ReceiptKind = z.enum(receiptKinds)
export type ReceiptKind = z.infer<typeof ReceiptKind>

/** One that failed had been paid out before the bank sent the money back: `failedAt` says when. */
const receiptRefundStatus = z.enum(['succeeded', 'failed'])

/** `reason` is Stripe's word for it, or the merchant's own text. */
const aboutRefund = {
  id: z.uuid(),
  status: receiptRefundStatus,
  reason: z.nullable(z.string()),
  refundedAt: z.string(),
  failedAt: z.nullable(z.string()),
}

/** A refund as the payment's receipt lists it, under the number of the refund's own receipt. */
export const RefundOnReceipt = z.object({ ...aboutRefund, number: z.string(), amountMinor: AmountMinor })
export type RefundOnReceipt = z.infer<typeof RefundOnReceipt>

/** What a refund's receipt is about: the version of the payment's receipt that was issued with it. */
const RefundOfReceipt = z.object({ ...aboutRefund, receiptNumber: z.string(), receiptVersion: z.int() })

/**
 * What one version of a document says, frozen on the day it was issued: later changes of names or prices never reach it.
 * `total` is what was charged or, on a refund's receipt, given back. Lines say what was ordered; `authorizedMinor` is there
 * when less than that was charged. `replaces` names the version before. What was stored before there were versions reads
 * as the first one.
 */
export const ReceiptData = z.object({
  kind: z._default(ReceiptKind, 'payment'),
  /** What it is written in. */
  locale: z._default(Locale, 'en'),
  number: z.string(),
  version: z._default(z.int().check(z.minimum(1)), 1),
  replaces: z._default(z.nullable(z.object({ version: z.int(), issuedAt: z.string() })), null),
  issuedAt: z.string(),
  merchant: z.object({ name: z.string(), addressLines: z.array(z.string()), supportEmail: z.string() }),
  customer: z.object({ name: z.nullable(z.string()), email: z.nullable(z.string()) }),
  paymentId: z.uuid(),
  paidAt: z.string(),
  method: z.nullable(MethodSummary),
  lineItems: z.array(LineItem),
  total: Money,
  authorizedMinor: z._default(z.nullable(AmountMinor), null),
  refunds: z._default(z.array(RefundOnReceipt), []),
  refund: z._default(z.nullable(RefundOfReceipt), null),
})
export type ReceiptData = z.infer<typeof ReceiptData>

/** `mailedAt` is null until the mail service has taken a mail with it. */
export const Receipt = z.object({ id: z.uuid(), mailedAt: z.nullable(z.string()), data: ReceiptData })
export type Receipt = z.infer<typeof Receipt>

/**
 * Names a document: the payment's receipt or, with `refundId`, the receipt of that refund; its newest version unless
 * `version` names another. Shoppers find their own, staff and the merchant's backend anybody's.
 */
export const GetReceipt = z.strictObject({
  paymentId: z.uuid(),
  refundId: z.optional(z.uuid()),
  version: z.optional(z.int().check(z.minimum(1), z.maximum(2_147_483_647))),
})
export type GetReceipt = z.infer<typeof GetReceipt>

/** A page of one's own documents, the newest version of each. */
export const ListReceipts = z.strictObject(PageRequest)
export type ListReceipts = z.infer<typeof ListReceipts>

export const ReceiptPage = z.object({ receipts: z.array(Receipt), nextCursor: z.nullable(z.string()) })
export type ReceiptPage = z.infer<typeof ReceiptPage>

/** A link to the PDF that opens without a token for five minutes; `path` is relative to the API's origin. */
export const ReceiptLink = z.object({ path: z.string(), fileName: z.string(), expiresAt: z.string() })
export type ReceiptLink = z.infer<typeof ReceiptLink>

export const GetReceiptsOfPayment = z.strictObject({ paymentId: z.uuid() })
export type GetReceiptsOfPayment = z.infer<typeof GetReceiptsOfPayment>

/** One mail with a document. `error` says why it was not taken yet, or never will be; shoppers are not told. */
const ReceiptMailState = z.object({
  state: z.enum(['pending', 'sent', 'failed']),
  tries: z.int(),
  error: z.nullable(z.string()),
  createdAt: z.string(),
  sentAt: z.nullable(z.string()),
})

/** One version of a document, without what it says. */
const ReceiptVersion = z.object({
  id: z.uuid(),
  kind: ReceiptKind,
  refundId: z.nullable(z.uuid()),
  number: z.string(),
  version: z.int(),
  isNewest: z.boolean(),
  total: Money,
  issuedAt: z.string(),
  mailedAt: z.nullable(z.string()),
  mails: z.array(ReceiptMailState),
})
export type ReceiptVersion = z.infer<typeof ReceiptVersion>

/** Every version of every document of a payment: its own receipt first, then those of its refunds, oldest first. */
export const ReceiptsOfPayment = z.object({ versions: z.array(ReceiptVersion) })
export type ReceiptsOfPayment = z.infer<typeof ReceiptsOfPayment>

/** How often a day, in UTC, one document may be mailed again. */
export const copiesPerDay = 3

/** Mails the newest version of a document again, to the address that it names. The same `requestId` mails once. */
export const SendReceiptAgain = z.strictObject({
  requestId: z.uuid(),
  paymentId: z.uuid(),
  refundId: z.optional(z.uuid()),
})
export type SendReceiptAgain = z.infer<typeof SendReceiptAgain>

/** `leftToday` is how often it may be mailed once more before the day ends in UTC. */
export const SentReceiptAgain = z.object({ number: z.string(), version: z.int(), leftToday: z.int() })
export type SentReceiptAgain = z.infer<typeof SentReceiptAgain>

/** A receipt's PDF for callers that speak JSON only; the same bytes are at `/api/receipts/:paymentId/pdf`. */
export const ReceiptPdf = z.object({
  fileName: z.string(),
  contentType: z.literal('application/pdf'),
  base64: z.string(),
})
export type ReceiptPdf = z.infer<typeof ReceiptPdf>
