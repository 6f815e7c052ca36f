import type { Cart } from '@azora/contract/quote'
import { useElements, useStripe } from '@stripe/react-stripe-js'
import { useEffect, useReducer, useRef } from 'react'
import { canSubmit, newCheckout, nextCheckout, type Checkout } from '../checkout/checkout-machine.ts'
import { payCart, renewIntent } from '../checkout/pay-cart.ts'
import { refusalOf } from '../refusal.ts'
import { intents } from './intents.ts'
import { usePaymentsClient } from './trpc.ts'
import { usePayment } from './use-payment.ts'

export interface UseCheckout extends Checkout {
  /** Pays. Does nothing while a payment is under way or Stripe has not loaded, so a double click pays once. */
  submit(): Promise<void>
  /** Whether the pay button means anything now. */
  isReady: boolean
}

/**
 * Pays a cart with what the Payment Element around it holds. Use it inside `<Elements>`.
 *
 * One intent has one request id, kept in the browser until the payment ends: a double click, a lost answer, a reload and
 * a second tab are the same request. After a decline the next `submit` goes on with the same payment.
 */
export function useCheckout({ cart }: { cart: Cart }): UseCheckout {
  const stripe = useStripe()
  const elements = useElements()
  const client = usePaymentsClient()
  const [checkout, dispatch] = useReducer(nextCheckout, newCheckout, (fresh) =>
    intents.peek(cart)?.paymentId ? nextCheckout(fresh, { type: 'resumed' }) : fresh,
  )
  const isPaying = useRef(false)
  const { state, payment } = checkout

  const watchedId = payment?.id ?? intents.peek(cart)?.paymentId ?? null
  const isAwaited = state === 'settling' || state === 'action' || (state === 'ready' && payment !== null)
  const seen = usePayment(watchedId ?? '', { enabled: watchedId !== null && isAwaited })

  useEffect(() => {
    if (seen.data && isAwaited) dispatch({ type: 'payment_seen', payment: seen.data })
  }, [seen.data, isAwaited])

  const isForeign = payment === null && refusalOf(seen.error) !== null
  useEffect(() => {
    if (state !== 'settling' || !isForeign) return
    // A payment that this shopper cannot see: somebody else used this browser before.
    intents.forget(cart)
    dispatch({ type: 'abandoned' })
  }, [state, isForeign, cart])

  useEffect(() => {
    if (state === 'declined' && payment) renewIntent(intents, cart, payment.id)
    if (state === 'paid' && payment) intents.forgetPayment(payment.id)
  }, [state, payment, cart])

  const submit = async () => {
    if (!stripe || !elements || isPaying.current || !canSubmit(checkout)) return
    isPaying.current = true
    dispatch({ type: 'submitted' })
    try {
      await payCart({ stripe, elements, client, cart, intents, dispatch })
    } finally {
      isPaying.current = false
    }
  }
  return { ...checkout, submit, isReady: stripe !== null && elements !== null && canSubmit(checkout) }
}
