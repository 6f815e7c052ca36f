import type { StripeElementsOptionsMode, StripePaymentElementOptions } from '@stripe/stripe-js'
import { useMemo } from 'react'
import { StripeForm } from './stripe-form.tsx'
import type { UseCheckout } from './use-checkout.ts'

export interface PaymentFieldsProps {
  checkout: Pick<UseCheckout, 'stripeJs' | 'quote' | 'payWith' | 'setForm'>
  options?: StripePaymentElementOptions
}

/**
 * Stripe's own form for a new method: an iframe of Stripe's, so that no card number ever passes through the page. It is there
 * once the cart has a price, and hidden while a saved method is chosen.
 */
export function PaymentFields({ checkout, options }: PaymentFieldsProps) {
  const { quote, stripeJs, payWith, setForm } = checkout
  const group = useMemo(
    (): StripeElementsOptionsMode | null =>
      quote && {
        mode: 'payment',
        amount: quote.total.amountMinor,
        currency: quote.total.currency,
        setupFutureUsage: payWith.saveMethod ? 'off_session' : null,
      },
    [quote, payWith.saveMethod],
  )
  return <StripeForm {...{ stripeJs, group, options, setForm }} isHidden={payWith.savedMethodId !== null} />
}
