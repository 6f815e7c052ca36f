import { validationError, type StripeError } from '../wire/stripe-error.ts'

export interface PostalRule {
  label: string
  placeholder: string
  shape: RegExp
  inputMode: 'numeric' | 'text'
}

/** Countries whose banks compare the postal code: there Stripe's form asks for it. */
const rules: Record<string, PostalRule> = {
  US: { label: 'ZIP code', placeholder: '12345', shape: /^\d{5}(-?\d{4})?$/, inputMode: 'numeric' },
  CA: { label: 'Postal code', placeholder: 'M5T 1T4', shape: /^[a-z]\d[a-z] ?\d[a-z]\d$/i, inputMode: 'text' },
  GB: {
    label: 'Postal code',
    placeholder: 'WS11 1DB',
    shape: /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i,
    inputMode: 'text',
  },
}

export const postalRuleOf = (country: string): PostalRule | undefined => rules[country]

export function checkPostalCode(text: string, country: string): StripeError | undefined {
  const rule = postalRuleOf(country)
  if (!rule || rule.shape.test(text.trim())) return undefined
  return validationError('incomplete_zip', 'Your postal code is incomplete.')
}
