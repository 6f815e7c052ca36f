import type * as Audit from '@azora/contract/audit'
import type { Catalog, ListCatalog } from '@azora/contract/catalog'
import type * as Charge from '@azora/contract/charge'
import type * as Disputes from '@azora/contract/dispute'
import type * as Events from '@azora/contract/event'
import type * as FraudWarnings from '@azora/contract/fraud-warning'
import type { Health } from '@azora/contract/health'
import type { VerifyPayment, VerifySetup } from '@azora/contract/microdeposits'
import type * as Payments from '@azora/contract/payment'
import type * as Methods from '@azora/contract/payment-method'
import type * as Payouts from '@azora/contract/payout'
import type { Cart, Quote } from '@azora/contract/quote'
import type * as Receipts from '@azora/contract/receipt'
import type * as Reconciliation from '@azora/contract/reconciliation'
import type * as Refunds from '@azora/contract/refund'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import type {
  TRPC_ERROR_CODE_KEY,
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server'
import type { input } from 'zod/mini'

interface Query<Input, Output> extends TRPCQueryProcedure<{ input: Input; output: Output; meta: object }> {}
interface Mutation<Input, Output> extends TRPCMutationProcedure<{ input: Input; output: Output; meta: object }> {}
/** Each state with its version as the id, so that a stream which breaks off goes on where it was. */
interface Subscription<Input, State> extends TRPCSubscriptionProcedure<{
  input: Input
  output: AsyncIterable<{ id: string; data: State }>
  meta: object
}> {}

/** How every error of the API arrives: `refusal` says why we said no, and is null for faults of ours. */
export interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER
  message: string
  data: { code: TRPC_ERROR_CODE_KEY; httpStatus: number; refusal: RefusalReason | null; requestId: string | null }
}

/** Every procedure by noun, as it is called. It is written down here, so that nothing of the server is needed to compile against it. */
export interface PaymentsProcedures {
  audit: {
    /** Who did what, newest first. Staff. */
    list: Query<input<typeof Audit.ListAudit>, Audit.AuditPage>
    /** Whether an entry was changed or removed since it was sealed. Admins. */
    verify: Query<input<typeof Audit.VerifyAudit>, Audit.AuditCheck>
  }
  catalog: {
    /** What is for sale, with prices. Anyone. */
    list: Query<ListCatalog, Catalog>
  }
  disputes: {
    /** Gives the disputed money up. Admins. */
    accept: Mutation<Disputes.AnswerDispute, Disputes.DisputeSummary>
    get: Query<Disputes.GetDispute, Disputes.Dispute>
    list: Query<input<typeof Disputes.ListDisputes>, Disputes.DisputePage>
    /** Keeps a draft of the evidence; nothing is sent to the bank. */
    saveEvidence: Mutation<Disputes.SaveEvidence, Disputes.Dispute>
    /** Sends the evidence to the bank, once and for all. Staff. */
    submit: Mutation<Disputes.AnswerDispute, Disputes.DisputeSummary>
  }
  events: {
    /** Runs an event's handler and takes back what it did. Staff. */
    dryRun: Query<Events.GetEvent, Events.EventDryRun>
    get: Query<Events.GetEvent, Events.EventDetail>
    list: Query<input<typeof Events.ListEvents>, Events.EventPage>
    /** Applies a parked event again. Staff. */
    replay: Mutation<Events.ReplayEvent, Events.InboxEvent>
    status: Query<void, Events.InboxStatus>
  }
  fraudWarnings: {
    dismiss: Mutation<FraudWarnings.GetFraudWarning, FraudWarnings.FraudWarning>
    get: Query<FraudWarnings.GetFraudWarning, FraudWarnings.FraudWarning>
    list: Query<input<typeof FraudWarnings.ListFraudWarnings>, FraudWarnings.FraudWarningPage>
  }
  health: {
    /** The process answers. Anyone. */
    check: Query<void, Health>
  }
  paymentMethods: {
    /** Removes a saved method here and at Stripe. Refused while a payment with it is under way. */
    delete: Mutation<Methods.DeleteMethod, Methods.DeletedMethod>
    getSetup: Query<Methods.GetSetup, Methods.MethodSetup>
    /** The caller's saved methods, and the setups that wait for something. */
    list: Query<void, Methods.MethodList>
    /** Cards of all customers that expire soon. Staff and services. */
    listExpiring: Query<input<typeof Methods.ListExpiring>, Methods.ExpiringPage>
    setDefault: Mutation<Methods.SetDefaultMethod, Methods.SavedMethod>
    /** Begins to save a method without a payment: `clientSecret` is for `stripe.confirmSetup`. */
    setup: Mutation<Methods.SetUpMethod, Methods.StartedSetup>
    verifyMicrodeposits: Mutation<VerifySetup, Methods.MethodSetup>
  }
  payments: {
    /** Gives up a payment that is not paid. */
    cancel: Mutation<Payments.CancelPayment, Payments.Payment>
    /** Takes what a card holds, all of it or a part, once. Staff and services. */
    capture: Mutation<Payments.CapturePayment, Payments.Payment>
    /** Charges an amount that the merchant's own backend names. Services. */
    charge: Mutation<Charge.ChargePayment, Payments.ProcessedPayment>
    /** Charges a saved method while its owner is away. Services and admins. */
    chargeSaved: Mutation<Charge.ChargeSaved, Payments.Payment>
    /** One of the caller's own payments. */
    get: Query<Payments.GetPayment, Payments.Payment>
    /** A page of the caller's own payments, newest first unless said. */
    list: Query<input<typeof Payments.ListPayments>, Payments.PaymentPage>
    onLinkStatus: Subscription<Charge.WatchPaymentLink, Charge.LinkedPayment>
    /** Each state of one of the caller's payments, from the present one until the last. */
    onStatus: Subscription<Payments.WatchPayment, Payments.Payment>
    openLink: Query<Charge.OpenPaymentLink, Charge.LinkedPayment>
    /** Pays a cart. The same `requestId` and cart give the same answer, however often they are sent. */
    process: Mutation<Payments.ProcessPayment, Payments.ProcessedPayment>
    /** Prices a cart. Anyone. */
    quote: Query<Cart, Quote>
    resumeByLink: Mutation<Charge.ResumeByLink, Charge.ResumedPayment>
    verifyMicrodeposits: Mutation<VerifyPayment, Payments.Payment>
  }
  payouts: {
    get: Query<Payouts.GetPayout, Payouts.Payout>
    list: Query<input<typeof Payouts.ListPayouts>, Payouts.PayoutPage>
  }
  receipts: {
    /** A payment's newest receipt, an older version of it, or the receipt of a refund. */
    get: Query<Receipts.GetReceipt, Receipts.Receipt>
    /** An address of the PDF that works for five minutes without a token. */
    link: Query<Receipts.GetReceipt, Receipts.ReceiptLink>
    list: Query<input<typeof Receipts.ListReceipts>, Receipts.ReceiptPage>
    ofPayment: Query<Receipts.GetReceiptsOfPayment, Receipts.ReceiptsOfPayment>
    pdf: Query<Receipts.GetReceipt, Receipts.ReceiptPdf>
    /** Mails a receipt once more, three times a day at most. */
    sendAgain: Mutation<Receipts.SendReceiptAgain, Receipts.SentReceiptAgain>
  }
  reconciliation: {
    compareAgain: Mutation<Reconciliation.CompareAgain, Reconciliation.Reconciliation>
    /** Until when the books are proven to agree with Stripe's. Staff. */
    get: Query<void, Reconciliation.Reconciliation>
  }
  refunds: {
    approve: Mutation<Refunds.DecideRefund, Refunds.Refund>
    /** Gives money back, all of what is left or `amountMinor`. Staff and services. */
    create: Mutation<Refunds.CreateRefund, Refunds.Refund>
    get: Query<Refunds.GetRefund, Refunds.Refund>
    list: Query<input<typeof Refunds.ListRefunds>, Refunds.RefundPage>
    /** The refunds of one of the caller's own payments. */
    ofPayment: Query<input<typeof Refunds.ListOwnRefunds>, Refunds.OwnRefundPage>
    reject: Mutation<Refunds.DecideRefund, Refunds.Refund>
  }
}

/** The API as tRPC's own types want it: for `inferRouterOutputs`, or a link of your own. */
export type PaymentsRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: false },
  { [Noun in keyof PaymentsProcedures]: PaymentsProcedures[Noun] }
>
