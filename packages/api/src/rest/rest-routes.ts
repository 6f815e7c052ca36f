import type { ProcedurePath } from '../access-rules.ts'

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface RestRoute {
  method: RestMethod
  /** With `{name}` where a value of the input stands. */
  address: `/api/${string}`
  /** One sentence for the documentation. */
  summary: string
  /** It answers with a document and not with JSON, in `http/plain-routes.ts`. */
  isDocument?: true
}

const get = (address: RestRoute['address'], summary: string): RestRoute => ({ method: 'GET', address, summary })
const post = (address: RestRoute['address'], summary: string): RestRoute => ({ method: 'POST', address, summary })

/**
 * Where each procedure is for those who speak plain HTTP; null for streams, which are tRPC's alone. Addresses are public: they
 * are added, and never moved. Secrets of links travel in bodies, since addresses end up in logs.
 */
export const restRoutes = {
  'audit.list': get('/api/audit', 'Lists who did what, newest first.'),
  'audit.verify': get('/api/audit/verify', 'Checks that no entry was changed or removed since it was sealed.'),
  'catalog.list': get('/api/catalog', 'Lists what is for sale, with prices.'),
  'disputes.accept': post('/api/disputes/{disputeId}/accept', 'Gives the disputed money up.'),
  'disputes.get': get('/api/disputes/{disputeId}', 'Gives one dispute with its evidence.'),
  'disputes.list': get('/api/disputes', 'Lists disputes.'),
  'disputes.saveEvidence': {
    method: 'PUT',
    address: '/api/disputes/{disputeId}/evidence',
    summary: 'Keeps a draft of the evidence; nothing is sent to the bank.',
  },
  'disputes.submit': post('/api/disputes/{disputeId}/submit', 'Sends the evidence to the bank, once and for all.'),
  'events.dryRun': get('/api/events/{eventId}/dry-run', 'Shows what an event would change, and changes nothing.'),
  'events.get': get('/api/events/{eventId}', "Gives one of Stripe's events as it was received."),
  'events.list': get('/api/events', "Lists Stripe's events."),
  'events.replay': post('/api/events/{eventId}/replay', 'Applies an event again.'),
  'events.status': get('/api/events/status', 'Says how many events wait or are parked.'),
  'fraudWarnings.dismiss': post('/api/fraud-warnings/{warningId}/dismiss', 'Puts a warning aside.'),
  'fraudWarnings.get': get('/api/fraud-warnings/{warningId}', 'Gives one early fraud warning.'),
  'fraudWarnings.list': get('/api/fraud-warnings', 'Lists early fraud warnings.'),
  'health.check': get('/api/health', 'Says that the process answers.'),
  'paymentMethods.delete': {
    method: 'DELETE',
    address: '/api/payments/methods/delete',
    summary: 'Removes a saved method here and at Stripe.',
  },
  'paymentMethods.getSetup': get('/api/payments/methods/setups/{setupId}', 'Gives one setup of a saved method.'),
  'paymentMethods.list': get('/api/payments/methods/list', "Lists the caller's saved methods."),
  'paymentMethods.listExpiring': get(
    '/api/payments/methods/expiring',
    'Lists cards of all customers that expire soon.',
  ),
  'paymentMethods.setDefault': post(
    '/api/payments/methods/default',
    'Makes a saved method the one that is offered first.',
  ),
  'paymentMethods.setup': post('/api/payments/methods/save', 'Begins to save a method without a payment.'),
  'paymentMethods.verifyMicrodeposits': post(
    '/api/payments/methods/setups/{setupId}/verify-microdeposits',
    'Proves a bank account that is being saved, by what was sent to it.',
  ),
  'payments.cancel': post('/api/payments/{paymentId}/cancel', 'Gives up a payment that is not paid.'),
  'payments.capture': post('/api/payments/{paymentId}/capture', 'Takes what a card holds, all of it or a part, once.'),
  'payments.charge': post('/api/payments/charge', "Charges an amount that the merchant's own backend names."),
  'payments.chargeSaved': post('/api/payments/charge-saved', 'Charges a saved method while its owner is away.'),
  'payments.get': get('/api/payments/{paymentId}', "Gives one of the caller's own payments."),
  'payments.list': get('/api/payments/history', "Lists the caller's own payments, newest first unless said."),
  'payments.onLinkStatus': null,
  'payments.onStatus': null,
  'payments.openLink': post('/api/payments/links/open', 'Gives the payment that a mailed link leads to.'),
  'payments.process': post('/api/payments/process', 'Pays a cart.'),
  'payments.quote': post('/api/payments/quote', 'Prices a cart.'),
  'payments.resumeByLink': post('/api/payments/links/resume', 'Tries the payment of a mailed link again.'),
  'payments.verifyMicrodeposits': post(
    '/api/payments/{paymentId}/verify-microdeposits',
    'Proves the bank account of a payment, by what was sent to it.',
  ),
  'payouts.get': get('/api/payouts/{payoutId}', 'Gives one payout to the bank account of the merchant.'),
  'payouts.list': get('/api/payouts', 'Lists payouts.'),
  'receipts.get': get(
    '/api/receipts/{paymentId}',
    "Gives a payment's newest receipt, an older version, or a refund's.",
  ),
  'receipts.link': get('/api/receipts/{paymentId}/link', 'Gives an address of the PDF that works for five minutes.'),
  'receipts.list': get('/api/receipts', "Lists the caller's receipts."),
  'receipts.ofPayment': get('/api/receipts/{paymentId}/versions', 'Lists all versions of the receipts of a payment.'),
  'receipts.pdf': { ...get('/api/receipts/{paymentId}/pdf', "Gives a receipt's PDF."), isDocument: true },
  'receipts.sendAgain': post('/api/receipts/{paymentId}/send', 'Mails a receipt once more, three times a day at most.'),
  'reconciliation.compareAgain': post(
    '/api/reconciliation/compare-again',
    'Has the books compared again from a day on.',
  ),
  'reconciliation.get': get('/api/reconciliation', "Says until when the books are proven to agree with Stripe's."),
  'refunds.approve': post('/api/refunds/{refundId}/approve', 'Lets a refund happen that waits for a second person.'),
  'refunds.create': post('/api/payments/refund', 'Gives money back, all of what is left or a part.'),
  'refunds.get': get('/api/refunds/{refundId}', 'Gives one refund.'),
  'refunds.list': get('/api/refunds', 'Lists refunds.'),
  'refunds.ofPayment': get(
    '/api/payments/{paymentId}/refunds',
    "Lists the refunds of one of the caller's own payments.",
  ),
  'refunds.reject': post('/api/refunds/{refundId}/reject', 'Ends a refund that waits for a second person.'),
} as const satisfies Record<ProcedurePath, RestRoute | null>
