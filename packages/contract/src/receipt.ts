import * as z from 'zod/mini'
import { Money } from './money.ts'
import { PageRequest } from './page-request.ts'
import { MethodSummary } from './payment.ts'
import { LineItem } from './quote.ts'

/** What a receipt says, frozen on the day it was issued: later changes of names or prices never reach it. */
export const ReceiptData = z.object({
  number: z.string(),
  issuedAt: z.string(),
  merchant: z.object({ name: z.string(), addressLines: z.array(z.string()), supportEmail: z.string() }),
  customer: z.object({ name: z.nullable(z.string()), email: z.nullable(z.string()) }),
  paymentId: z.uuid(),
  paidAt: z.string(),
  method: z.nullable(MethodSummary),
  lineItems: z.array(LineItem),
  total: Money,
})
export type ReceiptData = z.infer<typeof ReceiptData>

/** `mailedAt` is null until the mail service has taken the mail. */
export const Receipt = z.object({ id: z.uuid(), mailedAt: z.nullable(z.string()), data: ReceiptData })
export type Receipt = z.infer<typeof Receipt>

export const GetReceipt = z.strictObject({ paymentId: z.uuid() })
export type GetReceipt = z.infer<typeof GetReceipt>

export const ListReceipts = z.strictObject(PageRequest)
export type ListReceipts = z.infer<typeof ListReceipts>

export const ReceiptPage = z.object({ receipts: z.array(Receipt), nextCursor: z.nullable(z.string()) })
export type ReceiptPage = z.infer<typeof ReceiptPage>

/** A link to the PDF that opens without a token for five minutes; `path` is relative to the API's origin. */
export const ReceiptLink = z.object({ path: z.string(), fileName: z.string(), expiresAt: z.string() })
export type ReceiptLink = z.infer<typeof ReceiptLink>
