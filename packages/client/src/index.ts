export { createPaymentsClient, type PaymentsClient, type PaymentsClientOptions } from './payments-client.ts'
export { failureOf, type Failure } from './failure.ts'
export { createRequestIds, type RequestIds, type RequestIdsOptions } from './request-ids.ts'
export type { ErrorShape, PaymentsProcedures, PaymentsRouter } from './router.ts'
export { createServerClock, type ServerClock } from './server-clock.ts'
export type { GetToken } from './token-source.ts'
export { isRefusal, refusalOf, type RefusalError } from './refusal.ts'
export { refusalText } from './refusal-text.ts'
export { newRequestId } from './new-request-id.ts'
export { formatMoney } from '@azora/contract/format-money'
export type { Money } from '@azora/contract/money'
export type { Currency } from '@azora/contract/currency'
export type { DeclineReason } from '@azora/contract/decline-reason'
export type { LinkedPayment } from '@azora/contract/charge'
export type { Catalog, Price, Product } from '@azora/contract/catalog'
export type { Cart, CartItem, LineItem, Quote } from '@azora/contract/quote'
export type { PaymentStatus } from '@azora/contract/payment-status'
export type {
  ListPayments,
  Payment,
  PaymentPage,
  PaymentSummary,
  ProcessedPayment,
  ProcessPayment,
} from '@azora/contract/payment'
export type { Receipt, ReceiptData, ReceiptLink, ReceiptPage } from '@azora/contract/receipt'
export type { RefusalCode, RefusalReason } from '@azora/contract/refusal-reason'
