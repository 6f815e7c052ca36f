import type { StripeElementsOptionsMode, StripePaymentElementOptions } from '@stripe/stripe-js'
import { useMemo } from 'react'
import { StripeForm } from './stripe-form.tsx'
import type { UseAddMethod } from './use-add-method.ts'

export interface MethodFieldsProps {
  adding: Pick<UseAddMethod, 'stripeJs' | 'currency' | 'setForm'>
  options?: StripePaymentElementOptions
}

/** Stripe's own form for a card to be saved without a payment: an iframe of Stripe's. */
export function MethodFields({ adding: { stripeJs, currency, setForm }, options }: MethodFieldsProps) {
  const group = useMemo(
    (): StripeElementsOptionsMode => ({ mode: 'setup', currency, allowedPaymentMethodTypes: ['card'] }),
    [currency],
  )
  return <StripeForm {...{ stripeJs, group, options, setForm }} />
}
