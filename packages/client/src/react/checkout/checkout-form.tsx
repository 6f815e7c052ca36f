import type { Quote } from '@azora/contract/quote'
import type { FormEvent } from 'react'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import type { UseCheckout } from '../use-checkout.ts'
import type { CheckoutMethods } from '../use-checkout-methods.ts'
import { useOnline } from '../use-online.ts'
import { useTexts } from '../use-texts.ts'
import { CheckoutProblem } from './checkout-problem.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { MethodChoice } from './method-choice.tsx'
import { NewMethod } from './new-method.tsx'

interface CheckoutFormProps {
  checkout: UseCheckout
  quote: Quote
  methods: CheckoutMethods['methods']
  isLoadingMethods: boolean
  hasMethods: boolean
  hasSummary: boolean
}

/** What to pay with, and the button that pays. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { checkout, quote, methods, isLoadingMethods, hasMethods, hasSummary } = props
  const { words, money } = useTexts()
  const isOnline = useOnline()
  const { state, isReady } = checkout
  const busyWord = busyWords[state]

  const pay = (event: FormEvent) => {
    event.preventDefault()
    if (isOnline) void checkout.submit()
  }
  return (
    <form className="azora-checkout__form" onSubmit={pay} noValidate>
      {hasSummary && <CheckoutSummary quote={quote} isStale={state === 'pricing'} />}
      {methods.length > 0 && <MethodChoice checkout={checkout} methods={methods} />}
      <NewMethod checkout={checkout} canSave={hasMethods} isWaiting={isLoadingMethods} />
      <CheckoutProblem checkout={checkout} isOnline={isOnline} />
      <Button
        name="azora-checkout__pay"
        type="submit"
        look="primary"
        isBusy={busyWord !== undefined}
        isDisabled={busyWord === undefined && (!isReady || !isOnline)}
      >
        {busyWord ? words.checkout[busyWord] : words.checkout.pay(money(quote.total))}
      </Button>
      <p className="azora-checkout__secure">
        <Icon name="lock" />
        {words.checkout.secure}
      </p>
    </form>
  )
}

const busyWords: Partial<Record<UseCheckout['state'], 'pricing' | 'confirming' | 'action' | 'settling'>> = {
  pricing: 'pricing',
  confirming: 'confirming',
  action: 'action',
  settling: 'settling',
}
