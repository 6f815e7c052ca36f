import * as z from 'zod/mini'
import { declineReasons } from './decline-reason.ts'
import { AmountMinor, Currency, Money } from './money.ts'
import { paymentStatuses } from './payment-status.ts'
import { PageRequest } from './page-request.ts'
import { Cart, LineItem } from './quote.ts'
import { storable } from './storable.ts'

export const PaymentStatusSchema = z.enum(paymentStatuses)

/** What a payer may know of the method: never more than Stripe shows on its own receipts. */
export const MethodSummary = z.object({
  type: z.string(),
  brand: z.nullable(z.string()),
  last4: z.nullable(z.string()),
})
export type MethodSummary = z.infer<typeof MethodSummary>

/** Whether the money is taken at once, or held on the card and taken later, by `payments.capture`. */
export const captureMethods = ['automatic', 'manual'] as const
export const CaptureMethod = z.enum(captureMethods)
export type CaptureMethod = z.infer<typeof CaptureMethod>

/** Why the last try failed, until one succeeds. */
export const Decline = z.nullable(z.object({ reason: z.enum(declineReasons) }))

/** A row of the history. Times are ISO 8601 in UTC with milliseconds. */
export const PaymentSummary = z.object({
  id: z.uuid(),
  status: PaymentStatusSchema,
  amount: Money,
  refundedMinor: AmountMinor,
  description: z.string(),
  method: z.nullable(MethodSummary),
  receiptNumber: z.nullable(z.string()),
  createdAt: z.string(),
})
export type PaymentSummary = z.infer<typeof PaymentSummary>

/** What happened to a payment, in the order in which we learnt it. */
export const timelineKinds = [
  'created',
  'attempted',
  'action_required',
  'declined',
  'processing',
  'authorized',
  'succeeded',
  'canceled',
  'receipt_issued',
  'receipt_sent',
] as const
export const TimelineEntry = z.object({ kind: z.enum(timelineKinds), at: z.string() })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/**
 * One payment in full. `version` grows with every change. `decline` says why the last try failed, until one succeeds.
 * `capturableMinor` is what a card holds for it, until `captureBefore` at the latest; `capturedMinor` is what was taken.
 */
export const Payment = z.extend(PaymentSummary, {
  version: z.int(),
  captureMethod: CaptureMethod,
  capturedMinor: AmountMinor,
  capturableMinor: AmountMinor,
  captureBefore: z.nullable(z.string()),
  lineItems: z.array(LineItem),
  decline: Decline,
  timeline: z.array(TimelineEntry),
})
export type Payment = z.infer<typeof Payment>

/** Stripe keeps 50 pairs, and three are ours. */
const maximumMetadata = 47

/** What the payer sees beside the payment, and what a merchant's own systems keep with it. */
export const Description = z.string().check(z.minLength(1), z.maxLength(200), storable)
const Metadata = z
  .record(z.string().check(z.regex(/^\w{1,40}$/)), z.string().check(z.maxLength(500), storable))
  .check(z.refine((pairs) => Object.keys(pairs).length <= maximumMetadata, `at most ${maximumMetadata} pairs`))

/**
 * The end of the line on a card's statement, after the account's own name and `* `: 22 characters together, and the name has
 * two or more. Latin letters, one at least, and none of `< > \ ' " *` (docs.stripe.com/get-started/account/statement-descriptors, read 2026-11-25).
 */
const StatementDescriptorSuffix = z.string().check(
  z.regex(/^[ !#-&(-)+-;=?-[\]-~]{1,18}$/, 'has a character that bank statements cannot show, or more than 18'),
  z.regex(/[A-Za-z]/, 'needs a letter'),
  z.refine((text) => text.trim() === text, 'begins or ends with a space'),
)

/** What can be said of a payment at its birth; it never changes afterwards. */
export const PaymentTerms = {
  description: z.optional(Description),
  metadata: z.optional(Metadata),
  captureMethod: z.optional(CaptureMethod),
  statementDescriptorSuffix: z.optional(StatementDescriptorSuffix),
}

/**
 * Pays a cart, with what the page has collected (`confirmationTokenId`) or with a method that the shopper has saved
 * (`savedMethodId`). `saveMethod` keeps what was collected for later payments, once it has paid.
 *
 * `requestId` names the shopper's intent: the same id and cart give the same answer, however often it is sent.
 * `paymentId` continues a payment whose last card was declined; the cart must still cost the same.
 * `confirmationTokenId` comes from `stripe.createConfirmationToken` and is not part of the intent: a repeat may bring a fresh one.
 */
export const ProcessPayment = z
  .strictObject({
    requestId: z.uuid(),
    cart: Cart,
    confirmationTokenId: z.optional(z.string().check(z.regex(/^ctoken_\w{1,200}$/))),
    savedMethodId: z.optional(z.uuid()),
    saveMethod: z.optional(z.boolean()),
    paymentId: z.optional(z.uuid()),
    ...PaymentTerms,
  })
  .check(
    z.refine(
      ({ confirmationTokenId, savedMethodId }) => (confirmationTokenId === undefined) !== (savedMethodId === undefined),
      'needs a confirmation token or a saved method, and not both',
    ),
    z.refine(({ savedMethodId, saveMethod }) => !(savedMethodId && saveMethod), 'a saved method is not saved again'),
  )
export type ProcessPayment = z.infer<typeof ProcessPayment>

/** `clientSecret` is there only while the shopper has to act (3-D Secure): hand it to `stripe.handleNextAction`. */
export const ProcessedPayment = z.object({ payment: Payment, clientSecret: z.nullable(z.string()) })
export type ProcessedPayment = z.infer<typeof ProcessedPayment>

/**
 * Takes what a card holds: all of it, or `amountMinor` of it; the bank lets go of the rest. Once only.
 */
export const CapturePayment = z.strictObject({
  requestId: z.uuid(),
  paymentId: z.uuid(),
  amountMinor: z.optional(z.int().check(z.minimum(1))),
})
export type CapturePayment = z.infer<typeof CapturePayment>

/** Why a payment is given up, in Stripe's words. */
export const cancelReasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const

/** Gives up a payment that has not been paid; what a card holds for it is let go. */
export const CancelPayment = z.strictObject({
  requestId: z.uuid(),
  paymentId: z.uuid(),
  reason: z.optional(z.enum(cancelReasons)),
})
export type CancelPayment = z.infer<typeof CancelPayment>

export const GetPayment = z.strictObject({ paymentId: z.uuid() })
export type GetPayment = z.infer<typeof GetPayment>

/**
 * Asks for a page of one's own payments. `from` is inclusive, `to` exclusive. Amount bounds and order compare minor
 * units, so name a `currency` with them when payments come in several. The cursor is opaque and bound to the sort.
 */
export const ListPayments = z.strictObject({
  ...PageRequest,
  status: z.optional(PaymentStatusSchema),
  from: z.optional(z.iso.datetime({ offset: true })),
  to: z.optional(z.iso.datetime({ offset: true })),
  currency: z.optional(Currency),
  minimumMinor: z.optional(AmountMinor),
  maximumMinor: z.optional(AmountMinor),
  sort: z._default(z.enum(['newest', 'oldest', 'amount_descending', 'amount_ascending']), 'newest'),
})
export type ListPayments = z.infer<typeof ListPayments>

export const PaymentPage = z.object({ payments: z.array(PaymentSummary), nextCursor: z.nullable(z.string()) })
export type PaymentPage = z.infer<typeof PaymentPage>

/** Follows one payment; `lastEventId` is set by the transport when it reconnects. */
export const WatchPayment = z.strictObject({ paymentId: z.uuid(), lastEventId: z.nullish(z.string()) })
export type WatchPayment = z.infer<typeof WatchPayment>
