import * as z from 'zod/mini'
import { Locale } from './locale.ts'
import { Currency, Money } from './money.ts'
import { Decline, Description, MethodSummary, PaymentStatusSchema, PaymentTerms } from './payment.ts'
import { Cart } from './quote.ts'

/** What a merchant's own backend decides instead of a cart. */
const ChargeAmount = z.strictObject({ amountMinor: z.int().check(z.minimum(1)), currency: Currency })

/** The `sub` of the customer's access token: whose payment it is, in whose history it stands. */
const Subject = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/))

/**
 * Charges an amount that the merchant's own backend names, for a customer of theirs. Like `payments.process` in all else:
 * `confirmationTokenId` is from the customer's page, `paymentId` continues a payment whose last try was declined, for the same
 * customer and amount. The payment has one line, which is the description.
 */
export const ChargePayment = z.strictObject({
  requestId: z.uuid(),
  customer: z.strictObject({
    subject: Subject,
    email: z.optional(z.email().check(z.maxLength(320))),
    name: z.optional(Description),
    /** Of the mails and receipts that they get; as before, or English, when absent. */
    locale: z.optional(Locale),
  }),
  amount: ChargeAmount,
  confirmationTokenId: z.string().check(z.regex(/^ctoken_\w{1,200}$/)),
  paymentId: z.optional(z.uuid()),
  ...PaymentTerms,
  description: Description,
})
export type ChargePayment = z.infer<typeof ChargePayment>

const savedCharge = {
  requestId: z.uuid(),
  customerSubject: Subject,
  savedMethodId: z.optional(z.uuid()),
  ...PaymentTerms,
}

/**
 * Charges a saved method while the customer is not there: a cart at the catalog's prices, or an amount with its description.
 * Without `savedMethodId` it is the customer's default.
 */
export const ChargeSaved = z.union([
  z.strictObject({ ...savedCharge, cart: Cart }),
  z.strictObject({ ...savedCharge, amount: ChargeAmount, description: Description }),
])
export type ChargeSaved = z.infer<typeof ChargeSaved>

/** What a link in a mail names. */
const LinkToken = z.string().check(z.maxLength(200))
export const OpenPaymentLink = z.strictObject({ token: LinkToken })
export type OpenPaymentLink = z.infer<typeof OpenPaymentLink>

/** Follows the payment of a link; `lastEventId` is set by the transport when it reconnects. */
export const WatchPaymentLink = z.strictObject({ token: LinkToken, lastEventId: z.nullish(z.string()) })
export type WatchPaymentLink = z.infer<typeof WatchPaymentLink>

/** As much of a payment as whoever holds its link may see. `version` grows with every change of the payment. */
export const LinkedPayment = z.object({
  merchant: z.string(),
  description: z.string(),
  amount: Money,
  status: PaymentStatusSchema,
  method: z.nullable(MethodSummary),
  decline: Decline,
  version: z.int(),
})
export type LinkedPayment = z.infer<typeof LinkedPayment>

/** Tries the same saved method again, now that the customer is there. */
export const ResumeByLink = z.strictObject({ requestId: z.uuid(), token: LinkToken })
export type ResumeByLink = z.infer<typeof ResumeByLink>

/** `clientSecret` is there only while the customer has to act (3-D Secure). */
export const ResumedPayment = z.object({ payment: LinkedPayment, clientSecret: z.nullable(z.string()) })
export type ResumedPayment = z.infer<typeof ResumedPayment>
