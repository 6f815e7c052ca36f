import { useSyncExternalStore } from 'react'
import { type CartStore, createCartStore, type StoredCart } from './cart-store.ts'
import { storedText } from './stored-text.ts'

const key = 'azora.cart'

/** The one cart of this page. */
export const cartStore: CartStore = createCartStore(storedText(key))

window.addEventListener('storage', (event) => {
  if (event.key === key || event.key === null) cartStore.reload()
})

/** What is in the cart, kept in step with the other tabs. Change it through `cartStore`. */
export function useStoredCart(): StoredCart {
  return useSyncExternalStore(cartStore.subscribe, cartStore.get)
}
