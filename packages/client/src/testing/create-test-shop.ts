import type { Catalog } from '@azora/contract/catalog'
import type { DeclineReason } from '@azora/contract/decline-reason'
import { isTerminal } from '@azora/contract/payment-status'
import type { Payment, ProcessedPayment } from '@azora/contract/payment'
import type { SavedMethod } from '@azora/contract/payment-method'
import type { Cart, Quote } from '@azora/contract/quote'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { delay, http, HttpResponse, type HttpHandler } from 'msw'
import { aCatalog, aPayment, aReceipt, aRefund, aSavedMethod, testId } from './builders.ts'
import type { FakeProcedures, ProcedurePath } from './fake-procedures.ts'
import { paymentsHandlers } from './payments-handlers.ts'
import { refuse } from './refuse.ts'
import type { WireCall } from './wire.ts'

/** How the bank takes the next payments. */
export type BankMood = 'pays' | 'declines' | 'asks'

export interface TestShopOptions {
  /** `pays` takes every payment, `declines` none, `asks` wants 3-D Secure first. */
  bank?: BankMood
  declineReason?: DeclineReason
  /** How the way there and back is: `offline` loses everything, `slow` takes `slowMs`. */
  network?: 'fast' | 'slow' | 'offline'
  slowMs?: number
  catalog?: Catalog
  payments?: readonly Payment[]
  savedMethods?: readonly SavedMethod[]
  /** Stand-ins of your own, before those of the shop. */
  procedures?: FakeProcedures
  /** Where the client under test looks for the API; any origin unless said. */
  url?: string
}

export interface TestShop {
  /** For `setupServer(...shop.handlers)` or `setupWorker(...shop.handlers)` of msw. */
  handlers: HttpHandler[]
  /** What was asked so far, in order. */
  calls: readonly WireCall[]
  /** All payments, the newest first. */
  payments(): readonly Payment[]
  /** From now on. */
  setBank(mood: BankMood): void
  setNetwork(network: 'fast' | 'slow' | 'offline'): void
  /** Refuses the next call of a procedure. */
  refuseNext(path: ProcedurePath, reason: RefusalReason): void
  /** The shopper has answered the bank: what 3-D Secure came to. */
  answerBank(paymentId: string, isConfirmed?: boolean): void
}

/**
 * A shop behind the client, in memory: it prices carts, takes payments as the real API does and remembers what it was
 * asked. One request id is one payment here too, and a payment is `processing` when `process` answers: `succeeded` is what the
 * stream or the next read says.
 */
export function createTestShop(options: TestShopOptions = {}): TestShop {
  const { catalog = aCatalog(), declineReason = 'card_declined', slowMs = 1_500, url = '*/trpc' } = options
  const payments = new Map((options.payments ?? []).map((payment) => [payment.id, payment]))
  const answers = new Map<string, { asked: string; answer: ProcessedPayment }>()
  const refusals: { path: string; reason: RefusalReason }[] = []
  const calls: WireCall[] = []
  let methods = [...(options.savedMethods ?? [aSavedMethod()])]
  let { bank = 'pays', network = 'fast' } = options

  const keep = (payment: Payment, change: Partial<Payment>): Payment => {
    const next = { ...payment, ...change, version: payment.version + 1 }
    payments.set(next.id, next)
    return next
  }
  const pay = (payment: Payment) =>
    keep(payment, {
      status: 'succeeded',
      capturedMinor: payment.amount.amountMinor,
      receiptNumber: `2026-${String(payments.size).padStart(6, '0')}`,
    })
  const find = (paymentId: string): Payment => {
    const payment = payments.get(paymentId)
    if (!payment) throw refuse({ code: 'payment_not_found', paymentId })
    return payment
  }
  /** The event has come meanwhile. */
  const read = (paymentId: string): Payment => {
    const payment = find(paymentId)
    return payment.status === 'processing' ? pay(payment) : payment
  }
  const begin = (cart: Cart, paymentId: string | undefined): Payment => {
    const { total, lineItems } = quote(catalog, cart)
    if (paymentId !== undefined) return find(paymentId)
    const payment = aPayment({
      id: testId(payments.size + 1),
      status: 'processing',
      amount: total,
      lineItems,
      receiptNumber: null,
      capturedMinor: 0,
    })
    payments.set(payment.id, payment)
    return payment
  }
  const process = (cart: Cart, paymentId: string | undefined): ProcessedPayment => {
    const payment = begin(cart, paymentId)
    switch (bank) {
      case 'pays':
        return { payment: keep(payment, { status: 'processing', decline: null }), clientSecret: null }
      case 'declines':
        return {
          payment: keep(payment, { status: 'requires_payment_method', decline: { reason: declineReason } }),
          clientSecret: null,
        }
      case 'asks':
        return { payment: keep(payment, { status: 'requires_action' }), clientSecret: `${payment.id}_secret_test` }
    }
  }

  const procedures: FakeProcedures = {
    'health.check': () => ({ status: 'ok' }),
    'catalog.list': () => catalog,
    'payments.quote': (cart) => quote(catalog, cart),
    'payments.process'({ requestId, cart, paymentId }) {
      const asked = JSON.stringify({ cart, paymentId })
      const known = answers.get(requestId)
      if (known && known.asked !== asked) throw refuse({ code: 'request_id_reused', requestId })
      const answer = known?.answer ?? process(cart, paymentId)
      answers.set(requestId, { asked, answer })
      return answer
    },
    'payments.get': ({ paymentId }) => read(paymentId),
    *'payments.onStatus'({ paymentId }) {
      const first = find(paymentId)
      yield first
      const now = read(paymentId)
      if (now !== first) yield now
    },
    'payments.list'({ limit = 20, status, currency, cursor }) {
      const all = newestFirst(payments).filter(
        (payment) =>
          (status === undefined || payment.status === status) &&
          (currency === undefined || payment.amount.currency === currency),
      )
      const from = Number(cursor ?? 0)
      const isLast = from + limit >= all.length
      return { payments: all.slice(from, from + limit), nextCursor: isLast ? null : String(from + limit) }
    },
    'payments.cancel'({ paymentId }) {
      const payment = find(paymentId)
      if (isTerminal(payment.status))
        throw refuse({ code: 'payment_not_cancelable', paymentId, status: payment.status })
      return keep(payment, { status: 'canceled' })
    },
    'receipts.get'({ paymentId }) {
      const payment = read(paymentId)
      if (payment.receiptNumber === null) throw refuse({ code: 'receipt_not_found', paymentId })
      return aReceipt(payment)
    },
    'receipts.link': ({ paymentId }) => ({
      path: `/receipts/${paymentId}/receipt.pdf`,
      fileName: 'receipt.pdf',
      expiresAt: '2026-12-01T12:05:00.000Z',
    }),
    'receipts.sendAgain': ({ paymentId }) => ({
      number: read(paymentId).receiptNumber ?? '',
      version: 1,
      leftToday: 2,
    }),
    'refunds.create'({ paymentId, amountMinor }) {
      const payment = read(paymentId)
      const { amount, refundedMinor, capturedMinor, status } = payment
      if (status !== 'succeeded') throw refuse({ code: 'payment_not_refundable', paymentId, status })
      const leftMinor = capturedMinor - refundedMinor
      const askedMinor = amountMinor ?? leftMinor
      if (askedMinor > leftMinor || leftMinor === 0)
        throw refuse({ code: 'refund_exceeds_payment', askedMinor, leftMinor, currency: amount.currency })
      keep(payment, { refundedMinor: refundedMinor + askedMinor })
      return aRefund({ paymentId, amount: { ...amount, amountMinor: askedMinor } })
    },
    'paymentMethods.list': () => ({ methods, waiting: [] }),
    'paymentMethods.setDefault'({ savedMethodId }) {
      const chosen = methods.find(({ id }) => id === savedMethodId)
      if (!chosen) throw refuse({ code: 'saved_method_not_found', savedMethodId })
      methods = methods.map((method) => ({ ...method, isDefault: method.id === savedMethodId }))
      return { ...chosen, isDefault: true }
    },
    'paymentMethods.delete'({ savedMethodId }) {
      if (!methods.some(({ id }) => id === savedMethodId))
        throw refuse({ code: 'saved_method_not_found', savedMethodId })
      methods = methods.filter(({ id }) => id !== savedMethodId)
      return { savedMethodId, isDeleted: true }
    },
    ...options.procedures,
  }

  return {
    handlers: [
      http.all(`${url}/:paths`, async () => {
        if (network === 'offline') return HttpResponse.error()
        if (network === 'slow') await delay(slowMs)
        return undefined
      }),
      ...paymentsHandlers(refusable(procedures, refusals), { url, onCall: (call) => void calls.push(call) }),
    ],
    calls,
    payments: () => newestFirst(payments),
    setBank(mood) {
      bank = mood
    },
    setNetwork(to) {
      network = to
    },
    refuseNext: (path, reason) => void refusals.push({ path, reason }),
    answerBank(paymentId, isConfirmed = true) {
      const payment = find(paymentId)
      if (payment.status !== 'requires_action')
        throw new Error(`${paymentId} is ${payment.status}: the bank asks nothing`)
      if (isConfirmed) pay(payment)
      else keep(payment, { status: 'requires_payment_method', decline: { reason: 'authentication_failed' } })
    },
  }
}

const newestFirst = (payments: ReadonlyMap<string, Payment>): Payment[] => [...payments.values()].toReversed()

function quote({ products }: Catalog, { items, currency }: Cart): Quote {
  if (items.length === 0) throw refuse({ code: 'cart_empty' })
  const lineItems = items.map(({ priceId, quantity }) => {
    const product = products.find(({ prices }) => prices.some(({ id }) => id === priceId))
    const price = product?.prices.find(({ id }) => id === priceId)
    if (!product || !price) throw refuse({ code: 'price_not_found', priceId })
    if (price.unitAmount.currency !== currency) throw refuse({ code: 'currency_not_offered', priceId, currency })
    const { amountMinor: unitAmountMinor } = price.unitAmount
    return { priceId, name: product.name, quantity, unitAmountMinor, amountMinor: unitAmountMinor * quantity }
  })
  return {
    lineItems,
    total: { amountMinor: lineItems.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency },
  }
}

/** The same procedures, each saying no first where a test has asked for that. */
function refusable(procedures: FakeProcedures, refusals: { path: string; reason: RefusalReason }[]): FakeProcedures {
  const wrapped = Object.entries(procedures).map(([path, fake]) => {
    const run = (input: unknown) => {
      const at = refusals.findIndex((refusal) => refusal.path === path)
      const [refusal] = at === -1 ? [] : refusals.splice(at, 1)
      if (refusal) throw refuse(refusal.reason)
      return (fake as (given: unknown) => unknown)(input)
    }
    return [path, run] as const
  })
  // The same keys, and each takes and gives what it did before.
  return Object.fromEntries(wrapped) as FakeProcedures
}
