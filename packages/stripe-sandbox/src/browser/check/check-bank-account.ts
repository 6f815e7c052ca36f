import { validationError, type StripeError } from '../wire/stripe-error.ts'

/** Nine digits, of which the last is the check digit of the American Bankers Association. */
export function checkRoutingNumber(text: string): StripeError | undefined {
  if (!/^\d{9}$/.test(text)) {
    return validationError('incomplete_routing_number', 'Your routing number is incomplete.')
  }
  const weights = [3, 7, 1]
  const sum = Array.from(text).reduce((total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0), 0)
  return sum % 10 === 0 ? undefined : validationError('invalid_routing_number', 'Your routing number is invalid.')
}

export function checkAccountNumber(text: string): StripeError | undefined {
  if (/^\d{4,17}$/.test(text)) return undefined
  return validationError('incomplete_account_number', 'Your account number is incomplete.')
}

/** ISO 13616: the remainder of the number by 97, with the first four characters moved to its end, is 1. */
export function checkIban(text: string): StripeError | undefined {
  const iban = text.replaceAll(/\s/g, '').toUpperCase()
  if (iban.length < 15) return validationError('incomplete_iban', 'Your IBAN is incomplete.')
  const isShaped = /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)
  return isShaped && remainder(iban) === 1 ? undefined : validationError('invalid_iban', 'Your IBAN is invalid.')
}

function remainder(iban: string): number {
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => parseInt(character, 36)).join('')
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)
}
