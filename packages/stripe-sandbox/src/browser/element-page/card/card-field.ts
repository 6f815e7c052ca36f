import type { StripeError } from '../../wire/stripe-error.ts'

/** A bare input: the shop draws the box around it. Its name and label are those of Stripe's own form. */
export interface CardField {
  part: 'cardNumber' | 'cardExpiry' | 'cardCvc' | 'postalCode'
  input: HTMLInputElement
  check: () => StripeError | undefined
  /** What was wrong when the shopper last left it. */
  error: StripeError | undefined
}

export interface CardFieldInput {
  part: CardField['part']
  name: string
  label: string
  placeholder: string
  autocomplete: string
  check: (text: string) => StripeError | undefined
}

export function createCardField({ part, name, label, placeholder, autocomplete, check }: CardFieldInput): CardField {
  const input = document.createElement('input')
  input.className = `InputElement InputElement--${part}`
  input.name = name
  input.placeholder = placeholder
  input.inputMode = part === 'postalCode' ? 'text' : 'numeric'
  input.spellcheck = false
  input.setAttribute('aria-label', label)
  input.setAttribute('autocomplete', autocomplete)
  const field: CardField = { part, input, check: () => check(input.value), error: undefined }
  const say = (error: StripeError | undefined) => {
    field.error = error
    input.setAttribute('aria-invalid', String(error !== undefined))
  }
  say(undefined)
  input.addEventListener('input', () => say(undefined))
  input.addEventListener('blur', () => say(input.value === '' ? undefined : field.check()))
  return field
}
