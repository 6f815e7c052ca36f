import { Elements, PaymentElement, useElements } from '@stripe/react-stripe-js'
import type {
  StripeElementLocale,
  StripeElements,
  StripeElementsOptionsMode,
  StripePaymentElementOptions,
} from '@stripe/stripe-js'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSettings } from './settings.ts'
import { useElementAppearance } from './use-element-appearance.ts'
import type { StripeJs } from './use-stripe-js.ts'

/** What Stripe's form tells of itself. */
export interface FormState {
  status: 'loading' | 'ready' | 'failed'
  elements: StripeElements | null
  /** Loads it once more. */
  retry: () => void
}

export const noForm: FormState = { status: 'loading', elements: null, retry: () => undefined }

interface StripeFormProps {
  stripeJs: StripeJs
  /** What it is for; null while that is not known. */
  group: StripeElementsOptionsMode | null
  options?: StripePaymentElementOptions | undefined
  isHidden?: boolean
  setForm: (form: FormState) => void
}

const tabs: StripePaymentElementOptions = { layout: 'tabs' }

/** Stripe's own form: an iframe of Stripe's, in the looks of where it stands. */
export function StripeForm({ stripeJs, group, options = tabs, isHidden = false, setForm }: StripeFormProps) {
  const { locale = 'en' } = useSettings()
  const ref = useRef<HTMLDivElement>(null)
  const appearance = useElementAppearance(ref)
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((count) => count + 1), [])
  const [wasShown, setWasShown] = useState(false)
  if (!isHidden && !wasShown) setWasShown(true)

  const dressed = useMemo(
    () =>
      group &&
      appearance && {
        ...group,
        appearance,
        // Stripe takes what it does not know for the browser's own.
        locale: locale.slice(0, 2) as StripeElementLocale,
      },
    [group, appearance, locale],
  )
  return (
    <div ref={ref} className="azora-fields" hidden={isHidden}>
      {stripeJs.stripe && dressed && wasShown && (
        <Elements key={tries} stripe={stripeJs.stripe} options={dressed}>
          <Fields options={options} setForm={setForm} retry={retry} />
        </Elements>
      )}
    </div>
  )
}

interface FieldsProps {
  options: StripePaymentElementOptions
  setForm: (form: FormState) => void
  retry: () => void
}

function Fields({ options, setForm, retry }: FieldsProps) {
  const elements = useElements()
  const [status, setStatus] = useState<FormState['status']>('loading')
  useEffect(() => {
    setForm({ status, elements, retry })
  }, [status, elements, retry, setForm])
  useEffect(() => () => setForm(noForm), [setForm])
  return <PaymentElement options={options} onReady={() => setStatus('ready')} onLoadError={() => setStatus('failed')} />
}
