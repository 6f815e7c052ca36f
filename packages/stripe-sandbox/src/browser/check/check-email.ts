import { validationError, type StripeError } from '../wire/stripe-error.ts'

export function checkEmail(text: string): StripeError | undefined {
  const email = text.trim()
  if (email === '' || !email.includes('@')) return validationError('incomplete_email', 'Your email is incomplete.')
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email)) return undefined
  return validationError('invalid_email', 'Your email is invalid.')
}
