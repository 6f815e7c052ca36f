import { useId } from 'react'
import { MethodLabel } from '../parts/method-label.tsx'
import type { UseCheckout } from '../use-checkout.ts'
import type { CheckoutMethods } from '../use-checkout-methods.ts'
import { useTexts } from '../use-texts.ts'

interface MethodChoiceProps {
  checkout: UseCheckout
  methods: CheckoutMethods['methods']
}

/** What the shopper has saved, and something else. */
export function MethodChoice({ checkout, methods }: MethodChoiceProps) {
  const { words } = useTexts()
  const name = useId()
  const { payWith, choose, isChoiceFixed, state } = checkout
  const isBusy = isChoiceFixed || state === 'confirming' || state === 'action' || state === 'settling'
  const radio = (savedMethodId: string | null) => ({
    type: 'radio',
    name,
    className: 'azora-choice__radio',
    checked: payWith.savedMethodId === savedMethodId,
    onChange: () => choose({ savedMethodId }),
  })
  return (
    <fieldset className="azora-choices" disabled={isBusy}>
      <legend className="azora-choices__title">{words.checkout.payWith}</legend>
      {methods.map((method) => (
        <label key={method.id} className="azora-choice">
          <input {...radio(method.id)} disabled={method.hasExpired} />
          <MethodLabel method={method} />
          {method.hasExpired ? (
            <span className="azora-badge azora-badge--danger">{words.checkout.expired}</span>
          ) : (
            method.isDefault && <span className="azora-badge">{words.checkout.default}</span>
          )}
        </label>
      ))}
      <label className="azora-choice">
        <input {...radio(null)} />
        <span>{words.checkout.anotherMethod}</span>
      </label>
    </fieldset>
  )
}
