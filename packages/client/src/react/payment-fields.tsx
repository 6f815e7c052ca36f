import { Elements, PaymentElement, useElements } from '@stripe/react-stripe-js'
import type { StripeElementLocale, StripeElementsOptionsMode, StripePaymentElementOptions } from '@stripe/stripe-js'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSettings } from './settings.ts'
import { noForm, type CheckoutForm, type UseCheckout } from './use-checkout.ts'
import { useElementAppearance } from './use-element-appearance.ts'

export interface PaymentFieldsProps {
  checkout: Pick<UseCheckout, 'stripeJs' | 'quote' | 'payWith' | 'setForm'>
  options?: StripePaymentElementOptions
}

const tabs: StripePaymentElementOptions = { layout: 'tabs' }

/**
 * Stripe's own form for a new method: an iframe of Stripe's, so that no card number ever passes through the page. It is there
 * once the cart has a price, and hidden while a saved method is chosen.
 */
export function PaymentFields({ checkout, options = tabs }: PaymentFieldsProps) {
  const { quote, stripeJs, payWith, setForm } = checkout
  const { locale = 'en' } = useSettings()
  const ref = useRef<HTMLDivElement>(null)
  const appearance = useElementAppearance(ref)
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((count) => count + 1), [])

  const isHidden = payWith.savedMethodId !== null
  const [wasShown, setWasShown] = useState(false)
  if (!isHidden && !wasShown) setWasShown(true)

  const group = useMemo(
    (): StripeElementsOptionsMode | null =>
      quote &&
      appearance && {
        mode: 'payment',
        amount: quote.total.amountMinor,
        currency: quote.total.currency,
        setupFutureUsage: payWith.saveMethod ? 'off_session' : null,
        appearance,
        // Stripe takes what it does not know for the browser's own.
        locale: locale.slice(0, 2) as StripeElementLocale,
      },
    [quote, appearance, payWith.saveMethod, locale],
  )
  return (
    <div ref={ref} className="azora-fields" hidden={isHidden}>
      {stripeJs.stripe && group && wasShown && (
        <Elements key={tries} stripe={stripeJs.stripe} options={group}>
          <Fields options={options} setForm={setForm} retry={retry} />
        </Elements>
      )}
    </div>
  )
}

interface FieldsProps {
  options: StripePaymentElementOptions
  setForm: (form: CheckoutForm) => void
  retry: () => void
}

function Fields({ options, setForm, retry }: FieldsProps) {
  const elements = useElements()
  const [status, setStatus] = useState<CheckoutForm['status']>('loading')
  useEffect(() => {
    setForm({ status, elements, retry })
  }, [status, elements, retry, setForm])
  useEffect(() => () => setForm(noForm), [setForm])
  return <PaymentElement options={options} onReady={() => setStatus('ready')} onLoadError={() => setStatus('failed')} />
}
