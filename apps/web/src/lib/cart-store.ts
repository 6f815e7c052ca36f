import type { Currency } from '@azora/contract/currency'
import type { StoredText } from './stored-text.ts'

export interface CartLine {
  productId: string
  quantity: number
}

/** What the shopper picked. Holds no prices: the server prices a cart. */
export interface StoredCart {
  currency: Currency
  lines: readonly CartLine[]
}

/** The shop offers these; the catalog says which product is sold in which. */
export const shopCurrencies = ['usd', 'eur', 'jpy', 'kwd'] as const satisfies readonly Currency[]

export const maximumQuantity = 99
const maximumLines = 100
const emptyCart: StoredCart = { currency: 'usd', lines: [] }

/** The cart of this browser: the same in every tab, and after a reload. */
export interface CartStore {
  get: () => StoredCart
  add(productId: string): void
  /** 0 removes the line. */
  setQuantity(productId: string, quantity: number): void
  setCurrency(currency: Currency): void
  clear(): void
  /** Takes what another tab has stored. */
  reload(): void
  subscribe: (listener: () => void) => () => void
}

/** A stored text that cannot be read counts as an empty cart. */
export function createCartStore(stored: StoredText): CartStore {
  let cart = parseCart(stored.get())
  const listeners = new Set<() => void>()

  const change = (next: StoredCart) => {
    cart = next
    stored.set(JSON.stringify(cart))
    notify()
  }
  const notify = () => {
    for (const listener of listeners) listener()
  }

  return {
    get: () => cart,
    add(productId) {
      const quantity = quantityOf(cart, productId)
      if (quantity === 0 && cart.lines.length >= maximumLines) return
      change(withQuantity(cart, { productId, quantity: quantity + 1 }))
    },
    setQuantity(productId, quantity) {
      change(withQuantity(cart, { productId, quantity }))
    },
    setCurrency(currency) {
      change({ ...cart, currency })
    },
    clear() {
      change({ ...cart, lines: [] })
    },
    reload() {
      cart = parseCart(stored.get())
      notify()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** How many of a product are in the cart. */
export function quantityOf(cart: StoredCart, productId: string): number {
  return cart.lines.find((line) => line.productId === productId)?.quantity ?? 0
}

function withQuantity(cart: StoredCart, wanted: CartLine): StoredCart {
  const line = { ...wanted, quantity: Math.min(maximumQuantity, Math.max(0, Math.trunc(wanted.quantity) || 0)) }
  const isThere = cart.lines.some(({ productId }) => productId === line.productId)
  const lines = isThere
    ? cart.lines.map((current) => (current.productId === line.productId ? line : current))
    : [...cart.lines, line]
  return { ...cart, lines: lines.filter(({ quantity }) => quantity > 0) }
}

function parseCart(text: string | null): StoredCart {
  try {
    // Whatever was stored is checked field by field below.
    const value = JSON.parse(text ?? 'null') as { currency?: unknown; lines?: unknown } | null
    const currency = shopCurrencies.find((known) => known === value?.currency)
    if (!currency || !Array.isArray(value?.lines)) return emptyCart
    const lines = value.lines.filter(isLine).slice(0, maximumLines)
    return { currency, lines }
  } catch {
    return emptyCart
  }
}

function isLine(value: unknown): value is CartLine {
  if (typeof value !== 'object' || value === null) return false
  if (!('productId' in value) || !('quantity' in value)) return false
  const { productId, quantity } = value
  return (
    typeof productId === 'string' &&
    typeof quantity === 'number' &&
    Number.isInteger(quantity) &&
    quantity >= 1 &&
    quantity <= maximumQuantity
  )
}
