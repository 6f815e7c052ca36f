import type { Cart, Quote } from '@azora/contract/quote'
import { int4, int8, jsonb, nullable, text, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { checkAmount } from './check-amount.ts'

/**
 * Prices a cart from the catalog. No amount of the caller's takes part.
 *
 * @throws {Refusal} cart_empty, price_not_found, currency_not_offered, amount_too_small, amount_too_large, amount_not_payable
 */
export async function quoteCart(ctx: PaymentContext, cart: Cart): Promise<Quote> {
  const { items, currency } = cart
  if (items.length === 0) throw new Refusal({ code: 'cart_empty' })

  const priced = await ctx.db.all(priceItems, { merchantId: ctx.merchantId, items })
  const lineItems = priced.map((line) => {
    const { priceId, name, quantity, unitAmountMinor } = line
    if (name === null || unitAmountMinor === null) throw new Refusal({ code: 'price_not_found', priceId })
    if (line.currency !== currency) throw new Refusal({ code: 'currency_not_offered', priceId, currency })
    return { priceId, name, quantity, unitAmountMinor, amountMinor: unitAmountMinor * quantity }
  })
  const amountMinor = lineItems.reduce((sum, line) => sum + line.amountMinor, 0)

  const total = { amountMinor, currency }
  checkAmount(total, priced[0]?.settings)
  return { lineItems, total }
}

const priceItems = defineStatement({
  name: 'cart/price-items',
  text: `
    select (item.value->>'priceId')::uuid as "priceId", (item.value->>'quantity')::int4 as quantity,
           product.name, price.currency::text, price.unit_amount_minor as "unitAmountMinor", merchant.settings
    from jsonb_array_elements($items) with ordinality as item(value, position)
    join merchant on merchant.id = $merchantId
    left join price on price.merchant_id = $merchantId and price.id = (item.value->>'priceId')::uuid and price.active
    left join product on product.merchant_id = $merchantId and product.id = price.product_id and product.active
    order by item.position`,
  params: { merchantId: uuid, items: jsonb<Cart['items']>() },
  columns: {
    priceId: uuid,
    quantity: int4,
    name: nullable(text),
    currency: nullable(text),
    unitAmountMinor: nullable(int8),
    settings: jsonb<unknown>(),
  },
})
