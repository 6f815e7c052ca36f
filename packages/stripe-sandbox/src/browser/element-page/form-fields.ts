import type { StripeError } from '../wire/stripe-error.ts'
import type { TextField } from './text-field.ts'

/** A field, and what is wrong with what it holds. */
export interface CheckedField {
  field: TextField
  check: () => StripeError | undefined
}

/** Says what is wrong with a field when it is left, and stops saying it as soon as it is changed. */
export function sayWhenLeft({ field, check }: CheckedField): void {
  field.input.addEventListener('input', () => field.showError(undefined))
  field.input.addEventListener('blur', () => field.showError(field.value ? check() : undefined))
}

/** Shows every field's message, moves to the first that is wrong and returns its error. */
export function showAllErrors(fields: readonly CheckedField[]): StripeError | undefined {
  const wrong = fields.filter(({ field, check }) => {
    field.showError(check())
    return field.hasError
  })
  wrong[0]?.field.input.focus()
  return wrong[0]?.check()
}

export function clearFields(fields: readonly { field: TextField }[]): void {
  for (const { field } of fields) {
    field.fill('')
    field.showError(undefined)
  }
}
