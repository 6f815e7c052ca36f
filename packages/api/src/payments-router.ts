import { VerifyPayment } from '@azora/contract/microdeposits'
import {
  ChargePayment,
  ChargeSaved,
  LinkedPayment,
  OpenPaymentLink,
  ResumeByLink,
  ResumedPayment,
  WatchPaymentLink,
} from '@azora/contract/charge'
import {
  CancelPayment,
  CapturePayment,
  GetPayment,
  ListPayments,
  Payment,
  PaymentPage,
  ProcessedPayment,
  ProcessPayment,
  WatchPayment,
} from '@azora/contract/payment'
import { Cart, Quote } from '@azora/contract/quote'
import { quoteCart } from '@azora/payments-core/cart/quote-cart'
import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { chargePayment } from '@azora/payments-core/payment/charge-payment'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { listPayments } from '@azora/payments-core/payment/list-payments'
import { openPaymentLink } from '@azora/payments-core/payment/open-payment-link'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { resumeByLink } from '@azora/payments-core/payment/resume-by-link'
import { verifyPayment } from '@azora/payments-core/payment/verify-payment'
import { watchPayment } from '@azora/payments-core/payment/watch-payment'
import { watchPaymentLink } from '@azora/payments-core/payment/watch-payment-link'
import { trackVersions } from './track-versions.ts'
import { openProcedure, procedure, router } from './trpc.ts'

export const paymentsRouter = router({
  quote: openProcedure('payments.quote')
    .input(Cart)
    .output(Quote)
    .query(({ ctx, input }) => quoteCart(ctx.payments, input)),
  process: procedure('payments.process')
    .input(ProcessPayment)
    .output(ProcessedPayment)
    .mutation(({ ctx, input }) => processPayment(ctx.payments, input)),
  charge: procedure('payments.charge')
    .input(ChargePayment)
    .output(ProcessedPayment)
    .mutation(({ ctx, input }) => chargePayment(ctx.payments, input)),
  chargeSaved: procedure('payments.chargeSaved')
    .input(ChargeSaved)
    .output(Payment)
    .mutation(({ ctx, input }) => chargeSaved(ctx.payments, input)),
  openLink: openProcedure('payments.openLink')
    .input(OpenPaymentLink)
    .output(LinkedPayment)
    .query(({ ctx, input }) => openPaymentLink(ctx.payments, input)),
  onLinkStatus: openProcedure('payments.onLinkStatus')
    .input(WatchPaymentLink)
    .subscription(({ ctx, input, signal }) =>
      trackVersions(LinkedPayment, (stop) => watchPaymentLink(ctx.payments, input, stop), signal),
    ),
  resumeByLink: openProcedure('payments.resumeByLink')
    .input(ResumeByLink)
    .output(ResumedPayment)
    .mutation(({ ctx, input }) => resumeByLink(ctx.payments, input)),
  capture: procedure('payments.capture')
    .input(CapturePayment)
    .output(Payment)
    .mutation(({ ctx, input }) => capturePayment(ctx.payments, input)),
  cancel: procedure('payments.cancel')
    .input(CancelPayment)
    .output(Payment)
    .mutation(({ ctx, input }) => cancelPayment(ctx.payments, input)),
  verifyMicrodeposits: procedure('payments.verifyMicrodeposits')
    .input(VerifyPayment)
    .output(Payment)
    .mutation(({ ctx, input }) => verifyPayment(ctx.payments, input)),
  get: procedure('payments.get')
    .input(GetPayment)
    .output(Payment)
    .query(({ ctx, input }) => getPayment(ctx.payments, input)),
  list: procedure('payments.list')
    .input(ListPayments)
    .output(PaymentPage)
    .query(({ ctx, input }) => listPayments(ctx.payments, input)),
  onStatus: procedure('payments.onStatus')
    .input(WatchPayment)
    .subscription(({ ctx, input, signal }) =>
      trackVersions(Payment, (stop) => watchPayment(ctx.payments, input, stop), signal),
    ),
})
