import type { Payment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { canSubmit, isAwaited, newCheckout, nextCheckout, type CheckoutState } from '../checkout/checkout-machine.ts'
import type { PayWith } from '../checkout/intent-store.ts'
import { payCart, renewIntent } from '../checkout/pay-cart.ts'
import { refusalOf } from '../refusal.ts'
import { intents } from './intents.ts'
import { noForm, type FormState } from './stripe-form.tsx'
import { usePaymentsClient } from './trpc.ts'
import { useLatest } from './use-latest.ts'
import { usePayment } from './use-payment.ts'
import { useQuote } from './use-quote.ts'
import { useStripeJs, type StripeJs } from './use-stripe-js.ts'

export interface UseCheckoutOptions {
  /** May be a new object each time; what counts is what is in it. */
  cart: Cart
  /** Where a payer comes back to who has to leave the page, for methods that need it. Most cards never do. */
  returnUrl?: string | undefined
  /** Told once, when the money has moved. */
  onPaid?: ((payment: Payment) => void) | undefined
}

export interface UseCheckout extends CheckoutState {
  /** Pays. Does nothing while a payment is under way or what is needed is not there, so a double click pays once. */
  submit: () => Promise<void>
  /** Whether the pay button means anything now. */
  isReady: boolean
  /** Asks again what the cart costs, after a refusal or an outage. */
  reprice: () => void
  isRepricing: boolean
  /** A saved method, or what `PaymentFields` collects (`savedMethodId: null`), to be kept for later or not. */
  payWith: PayWith
  choose: (payWith: Partial<PayWith>) => void
  /** The last request was sent but not answered: it can only be sent again as it was. */
  isChoiceFixed: boolean
  /** Stripe's script, and what to do when it did not load. */
  stripeJs: StripeJs
  /** What Stripe's form tells of itself, once `PaymentFields` shows it. */
  form: FormState
  /** For `PaymentFields`. */
  setForm: (form: FormState) => void
}

const newMethod: PayWith = { savedMethodId: null, saveMethod: false }

/**
 * Prices a cart and pays it, with what `PaymentFields` collects or with a saved method. Draws nothing.
 *
 * One intent has one request id, kept in the browser until the payment ends: a double click, a lost answer, a reload and
 * a second tab are the same request. After a decline the next `submit` goes on with the same payment.
 */
export function useCheckout({ cart: given, returnUrl, onPaid }: UseCheckoutOptions): UseCheckout {
  const text = JSON.stringify(given)
  // Made from the line above, so it is what was given, and the same object for as long as that says the same.
  const cart = useMemo(() => JSON.parse(text) as Cart, [text])
  const client = usePaymentsClient()
  const stripeJs = useStripeJs()
  const [checkout, dispatch] = useReducer(nextCheckout, newCheckout)
  const [form, setForm] = useState(noForm)
  const [chosen, setChosen] = useState(newMethod)
  const [sent, setSent] = useState<PayWith | null>(null)
  const isPaying = useRef(false)
  const pricedCart = useRef(cart)
  const latestOnPaid = useLatest(onPaid)
  const { state, payment, paymentId, refusal, quote } = checkout

  useEffect(() => {
    if (pricedCart.current !== cart) dispatch({ type: 'cart_changed' })
    pricedCart.current = cart
    // In an effect, because a server knows nothing of what this browser has begun before.
    const begun = intents.peek(cart)?.paymentId
    if (begun) dispatch({ type: 'resumed', paymentId: begun })
  }, [cart])

  const { reprice, isRepricing } = useQuote(cart, dispatch)
  const isUnsold = state === 'refused' && quote !== null && refusal !== null
  useEffect(() => {
    // The cart that was refused may cost something else by now.
    if (isUnsold) reprice()
  }, [isUnsold, reprice])

  const awaits = isAwaited(checkout)
  const seen = usePayment(paymentId ?? '', { enabled: paymentId !== null && awaits })
  useEffect(() => {
    if (seen.data && awaits) dispatch({ type: 'payment_seen', payment: seen.data })
  }, [seen.data, awaits])

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
    setSent(intents.peek(cart)?.sent ?? null)
  }, [state, payment, cart])

  const isPaid = state === 'paid'
  useEffect(() => {
    if (isPaid && payment) latestOnPaid.current?.(payment)
    // Once: a payment that is paid gets its receipt's number, and is told of again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isPaid])

  const payWith = sent ?? chosen
  const { stripe } = stripeJs
  const isCollected = payWith.savedMethodId !== null || (form.status === 'ready' && form.elements !== null)
  const isReady = stripe !== null && isCollected && canSubmit(checkout)
  const submit = async () => {
    if (!stripe || !isReady || isPaying.current) return
    isPaying.current = true
    dispatch({ type: 'submitted' })
    try {
      await payCart({ stripe, elements: form.elements, client, cart, payWith, returnUrl, intents, dispatch })
    } finally {
      isPaying.current = false
    }
  }
  const choose = useCallback(
    (changed: Partial<PayWith>) =>
      setChosen((before) => {
        const next = { ...before, ...changed }
        return next.savedMethodId === null ? next : { ...next, saveMethod: false }
      }),
    [],
  )
  return {
    ...checkout,
    submit,
    isReady,
    reprice,
    isRepricing,
    payWith,
    choose,
    isChoiceFixed: sent !== null,
    stripeJs,
    form,
    setForm,
  }
}
