import { storedText } from './stored-text.ts'
import { cartStore } from './use-cart.ts'

const stored = storedText('azora.pending-order')

/** Remembers which cart a payment is for, so that it can be emptied once the payment has succeeded, and only then. */
export function rememberOrder(paymentId: string): void {
  stored.set(`${paymentId} ${JSON.stringify(cartStore.get())}`)
}

/**
 * Empties the cart that a succeeded payment has paid for. A cart that the shopper has changed meanwhile stays as it is.
 * Called again, by a reload or another tab, it does nothing.
 */
export function finishOrder(paymentId: string): void {
  const text = stored.get()
  if (!text?.startsWith(paymentId)) return
  if (text === `${paymentId} ${JSON.stringify(cartStore.get())}`) cartStore.clear()
  stored.set(null)
}
