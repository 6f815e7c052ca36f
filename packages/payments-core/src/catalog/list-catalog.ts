import type { Catalog, ListCatalog } from '@azora/contract/catalog'
import { Currency } from '@azora/contract/money'
import { jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'

/** The active products in shop order, each with its active prices; a product without a fitting price is left out. */
export async function listCatalog(ctx: PaymentContext, input: ListCatalog): Promise<Catalog> {
  const rows = await ctx.db.all(selectProducts, { merchantId: ctx.merchantId, currency: input?.currency ?? null })
  const currencies = new Set(rows.flatMap(({ prices }) => prices.map((price) => price.currency)))
  return {
    products: rows.map(({ prices, ...product }) => ({
      ...product,
      prices: prices.map(({ id, amountMinor, currency }) => ({
        id,
        unitAmount: { amountMinor, currency: Currency.parse(currency) },
      })),
    })),
    currencies: [...currencies].map((currency) => Currency.parse(currency)),
  }
}

const selectProducts = defineStatement({
  name: 'catalog/select-products',
  text: `
    select product.id, product.name, product.description, product.image,
           jsonb_agg(jsonb_build_object('id', price.id, 'currency', price.currency, 'amountMinor', price.unit_amount_minor)
                     order by price.currency) as prices
    from product
    join price on price.merchant_id = product.merchant_id and price.product_id = product.id and price.active
    where product.merchant_id = $merchantId and product.active and ($currency is null or price.currency = $currency)
    group by product.merchant_id, product.id
    order by product.position, product.id`,
  params: { merchantId: uuid, currency: nullable(text) },
  columns: {
    id: uuid,
    name: text,
    description: text,
    image: nullable(text),
    prices: jsonb<{ id: string; currency: string; amountMinor: number }[]>(),
  },
})
