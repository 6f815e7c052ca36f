import type { Currency } from '@azora/contract/currency'
import type { ReceiptData } from '@azora/contract/receipt'

type Line = { name?: string; quantity?: number; unitAmountMinor?: number }

/** What a receipt says, for tests that render one: fixed times and names, the lines as given. */
export function receipt(currency: Currency, lines: Line[], over: Partial<ReceiptData> = {}): ReceiptData {
  const lineItems = lines.map(({ name = 'Mug', quantity = 1, unitAmountMinor = 10_00 }) => ({
    priceId: '0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a11',
    name,
    quantity,
    unitAmountMinor,
    amountMinor: quantity * unitAmountMinor,
  }))
  return {
    kind: 'payment',
    locale: 'en',
    number: '2026-000042',
    version: 1,
    replaces: null,
    issuedAt: '2026-11-21T23:30:00.000Z',
    merchant: {
      name: 'Azora Goods',
      addressLines: ['Kastanienallee 12', '10435 Berlin'],
      supportEmail: 'help@azora.example',
    },
    customer: { name: 'Ann Shopper', email: 'ann@example.com' },
    paymentId: '0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a10',
    paidAt: '2026-11-20T00:30:00.000Z',
    method: { type: 'card', brand: 'visa', last4: '4242' },
    lineItems,
    total: { amountMinor: lineItems.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency },
    authorizedMinor: null,
    refunds: [],
    refund: null,
    ...over,
  }
}

/**
 * The two documents of a refund of a receipt's payment: the refund's own, and the payment's with this refund on it. One
 * that `failed` came back two days later.
 */
export function refunded(
  data: ReceiptData,
  amountMinor: number,
  over: { status?: 'succeeded' | 'failed'; reason?: string | null } = {},
): { document: ReceiptData; receipt: ReceiptData } {
  const { status = 'succeeded', reason = 'requested_by_customer' } = over
  const isFailed = status === 'failed'
  const refundedAt = '2026-11-25T10:00:00.000Z'
  const failedAt = isFailed ? '2026-11-27T10:00:00.000Z' : null
  const issuedAt = failedAt ?? refundedAt
  const about = { id: '0197c3e2-7a51-7c3e-9d52-2f6f3f2b9a12', status, reason, refundedAt, failedAt }
  const number = '2026-R000007'
  const version = data.version + (isFailed ? 2 : 1)
  return {
    document: {
      ...data,
      kind: 'refund',
      number,
      version: isFailed ? 2 : 1,
      replaces: isFailed ? { version: 1, issuedAt: refundedAt } : null,
      issuedAt,
      lineItems: [],
      total: { ...data.total, amountMinor },
      authorizedMinor: null,
      refunds: [],
      refund: { ...about, receiptNumber: data.number, receiptVersion: version },
    },
    receipt: {
      ...data,
      version,
      replaces: { version: version - 1, issuedAt: isFailed ? refundedAt : data.issuedAt },
      issuedAt,
      refunds: [...data.refunds, { ...about, number, amountMinor }],
    },
  }
}
