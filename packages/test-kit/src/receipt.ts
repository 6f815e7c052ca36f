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
