import { DropIn, type DropInProps } from '../drop-in.tsx'
import { Live } from '../parts/live.tsx'
import { useCheckout, type UseCheckoutOptions } from '../use-checkout.ts'
import { useCheckoutMethods } from '../use-checkout-methods.ts'
import { useTexts } from '../use-texts.ts'
import { CheckoutDone } from './checkout-done.tsx'
import { CheckoutForm } from './checkout-form.tsx'
import { Unpriced } from './unpriced.tsx'

export interface CheckoutProps extends DropInProps, UseCheckoutOptions {
  /** Whether the shopper can pay with what they saved, and save what they pay with. Yes unless said. */
  savedMethods?: boolean
  /** Whether to list what is bought above the form. Yes unless said. */
  summary?: boolean
}

/**
 * Takes the money for a cart, from its price to its receipt. Give it a `key` when it stays for another purchase.
 * `useCheckout` is the same without the drawing.
 */
export function Checkout({ cart, returnUrl, onPaid, savedMethods = true, summary = true, ...looks }: CheckoutProps) {
  return (
    <DropIn name="checkout" {...looks}>
      <Body pay={{ cart, returnUrl, onPaid }} hasMethods={savedMethods} hasSummary={summary} />
    </DropIn>
  )
}

interface BodyProps {
  pay: UseCheckoutOptions
  hasMethods: boolean
  hasSummary: boolean
}

function Body({ pay, hasMethods, hasSummary }: BodyProps) {
  const checkout = useCheckout(pay)
  const { methods, isLoading } = useCheckoutMethods(checkout, { enabled: hasMethods })
  const { words } = useTexts()
  const { state, payment, quote } = checkout
  const isDone = state === 'paid' || payment?.status === 'requires_capture'
  return (
    <section aria-label={words.checkout.title}>
      <Live className="azora-hidden">{saidOf[state] && words.checkout[saidOf[state]]}</Live>
      {isDone && payment ? (
        <CheckoutDone payment={payment} />
      ) : quote ? (
        <CheckoutForm {...{ checkout, quote, methods, hasMethods, hasSummary }} isLoadingMethods={isLoading} />
      ) : (
        <Unpriced checkout={checkout} />
      )}
    </section>
  )
}

/** What is read out when the state comes; the others say it elsewhere, where the focus goes. */
const saidOf = {
  pricing: 'pricing',
  ready: null,
  confirming: 'confirming',
  action: 'action',
  settling: 'settling',
  paid: 'paid',
  declined: null,
  refused: null,
} as const
