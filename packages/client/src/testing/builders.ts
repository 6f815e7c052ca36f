import type { Catalog, Product } from '@azora/contract/catalog'
import type { Payment, PaymentSummary } from '@azora/contract/payment'
import type { SavedMethod } from '@azora/contract/payment-method'
import type { Cart } from '@azora/contract/quote'
import type { Receipt, ReceiptData } from '@azora/contract/receipt'
import type { Refund } from '@azora/contract/refund'

/** The day on which all that is built happens, unless it is said otherwise. */
export const testDay = '2026-12-01T12:00:00.000Z'

/** A UUID that says which it is: the same number, the same id. */
export const testId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const visa = { type: 'card', brand: 'visa', last4: '4242' }
const tea = { name: 'Tea', unitAmountMinor: 1_250 }

/** A payment of one box of tea for 12.50 euro by a Visa card, paid. */
export function aPayment(change: Partial<Payment> = {}): Payment {
  const amount = change.amount ?? { amountMinor: tea.unitAmountMinor, currency: 'eur' }
  const isPaid = (change.status ?? 'succeeded') === 'succeeded'
  return {
    id: testId(1),
    status: 'succeeded',
    amount,
    refundedMinor: 0,
    description: 'Tea',
    method: visa,
    receiptNumber: isPaid ? '2026-000001' : null,
    createdAt: testDay,
    version: 1,
    captureMethod: 'automatic',
    capturedMinor: isPaid ? amount.amountMinor : 0,
    capturableMinor: 0,
    captureBefore: null,
    lineItems: [
      {
        priceId: testId(101),
        name: tea.name,
        quantity: 1,
        unitAmountMinor: amount.amountMinor,
        amountMinor: amount.amountMinor,
      },
    ],
    decline: null,
    timeline: [{ kind: 'created', at: testDay }],
    ...change,
  }
}

/** A payment as the history lists it. */
export function aPaymentSummary(change: Partial<PaymentSummary> = {}): PaymentSummary {
  const { id, status, amount, refundedMinor, description, method, receiptNumber, createdAt } = aPayment(change)
  return { id, status, amount, refundedMinor, description, method, receiptNumber, createdAt }
}

/** A shop that sells tea for 12.50 euro. */
export function aCatalog(change: Partial<Catalog> = {}): Catalog {
  return { products: [aProduct()], currencies: ['eur'], ...change }
}

export function aProduct(change: Partial<Product> = {}): Product {
  return {
    id: testId(100),
    name: tea.name,
    description: 'A box of green tea',
    image: null,
    prices: [{ id: testId(101), unitAmount: { amountMinor: tea.unitAmountMinor, currency: 'eur' } }],
    ...change,
  }
}

/** One box of the tea that `aCatalog` sells. */
export function aCart(change: Partial<Cart> = {}): Cart {
  return { items: [{ priceId: testId(101), quantity: 1 }], currency: 'eur', ...change }
}

export function aSavedMethod(change: Partial<SavedMethod> = {}): SavedMethod {
  return {
    ...visa,
    id: testId(200),
    bankName: null,
    expiry: { month: 12, year: 2030 },
    isDefault: true,
    createdAt: testDay,
    ...change,
  }
}

/** The receipt of a payment; of `aPayment()` unless it is said otherwise. */
export function aReceipt(payment: Payment = aPayment(), change: Partial<ReceiptData> = {}): Receipt {
  return {
    id: testId(300),
    mailedAt: testDay,
    data: {
      kind: 'payment',
      locale: 'en',
      number: payment.receiptNumber ?? '2026-000001',
      version: 1,
      replaces: null,
      issuedAt: testDay,
      merchant: { name: 'Tea House', addressLines: ['1 Leaf Street'], supportEmail: 'help@tea.example' },
      customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
      paymentId: payment.id,
      paidAt: testDay,
      method: payment.method,
      lineItems: payment.lineItems,
      total: payment.amount,
      authorizedMinor: null,
      refunds: [],
      refund: null,
      ...change,
    },
  }
}

export function aRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: testId(400),
    paymentId: testId(1),
    status: 'succeeded',
    amount: { amountMinor: tea.unitAmountMinor, currency: 'eur' },
    reason: 'requested_by_customer',
    note: null,
    origin: 'azora',
    requestedBy: 'staff-1',
    decidedBy: null,
    failureReason: null,
    createdAt: testDay,
    settledAt: testDay,
    ...change,
  }
}
