import type { Product } from '@azora/contract/catalog'
import type { Currency } from '@azora/contract/currency'
import type { Cart } from '@azora/contract/quote'
import type { StoredCart } from './cart-store.ts'

/** A line of the cart with its product, and the price that is asked for it, if it is for sale in the cart's currency. */
export interface PickedLine {
  productId: string
  quantity: number
  product: Product | undefined
  priceId: string | undefined
}

/** The cart as the server wants it, and its lines as people see them. Lines without a price are not part of `cart`. */
export interface PickedCart {
  cart: Cart
  lines: readonly PickedLine[]
}

export function cartOf(stored: StoredCart, products: readonly Product[]): PickedCart {
  const lines = stored.lines.map((line): PickedLine => {
    const product = products.find(({ id }) => id === line.productId)
    return { ...line, product, priceId: product && priceIn(product, stored.currency)?.id }
  })
  const items = lines.flatMap(({ priceId, quantity }) => (priceId ? [{ priceId, quantity }] : []))
  return { cart: { items, currency: stored.currency }, lines }
}

/** What a product costs in a currency, if it is sold in it. */
export const priceIn = (product: Product, currency: Currency) =>
  product.prices.find(({ unitAmount }) => unitAmount.currency === currency)
