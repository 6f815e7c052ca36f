import type { Currency } from '@azora/contract/currency'
import type { PaymentContext } from '@azora/payments-core/context'

/** A merchant with one product; `priceIds` by currency. */
export interface Shop {
  productName: string
  priceIds: Partial<Record<Currency, string>>
}

/** What one mug costs, in minor units. */
export const mugMinor = { usd: 18_00, eur: 17_50, jpy: 2_700, kwd: 5_500 } satisfies Partial<Record<Currency, number>>

/** Up to how much of a payment each role refunds alone. Nobody refunds KWD alone: no limit is set. */
export const refundLimits = {
  support: { usd: 50_00, eur: 50_00, jpy: 8_000 },
  admin: { usd: 500_00, eur: 500_00, jpy: 80_000 },
  service: { usd: 100_00, eur: 100_00 },
} as const

/** Sets up the context's merchant with one product that is sold in four currencies. */
export async function seedShop({ db, merchantId, newId }: PaymentContext): Promise<Shop> {
  const productId = newId()
  await db.pool.query(
    `insert into merchant (id, name, address_lines, support_email, settings)
     values ($1, 'Azora Goods', '{1 Harbour Street,Lisbon}', 'support@azora.example', $2)`,
    [merchantId, JSON.stringify({ refunds: { limits: refundLimits } })],
  )
  await db.pool.query(
    `insert into product (merchant_id, id, name, description) values ($1, $2, 'Harbour mug', 'Holds coffee.')`,
    [merchantId, productId],
  )
  const priceIds: Shop['priceIds'] = {}
  for (const currency of ['usd', 'eur', 'jpy', 'kwd'] as const) {
    const id = newId()
    priceIds[currency] = id
    await db.pool.query(
      `insert into price (merchant_id, id, product_id, currency, unit_amount_minor) values ($1, $2, $3, $4, $5)`,
      [merchantId, id, productId, currency, mugMinor[currency]],
    )
  }
  return { productName: 'Harbour mug', priceIds }
}
