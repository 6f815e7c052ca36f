import { checkCvc, checkExpiry, checkNumber } from '../../card/check-card.ts'
import { validationError, type StripeError } from '../../wire/stripe-error.ts'
import type { CardField } from './card-field.ts'
import type { CardSiblings } from './card-siblings.ts'
import type { CardElementType } from './create-card-fields.ts'

interface Reading {
  fields: readonly CardField[]
  type: CardElementType
  siblings: CardSiblings
  mounted: readonly string[]
}

type Parts = { value: Record<string, string>; error?: never } | { value?: never; error: StripeError }

/** All of the card, from this frame and those beside it; or the first thing that is wrong with it. */
export async function readCardParts({ fields, type, siblings, mounted }: Reading): Promise<Parts> {
  const value = Object.fromEntries(fields.map(({ part, input }) => [part, input.value]))
  if (type === 'card') {
    const error = fields.map(({ check }) => check()).find(Boolean)
    return error ? { error } : { value }
  }
  for (const part of ['cardNumber', 'cardExpiry', 'cardCvc']) {
    if (part !== type && mounted.includes(part)) value[part] = await siblings.ask(part)
  }
  const { cardNumber: number, cardExpiry: expiry, cardCvc: cvc } = value
  if (number === undefined || expiry === undefined) {
    return { error: validationError('incomplete_number', 'A card needs its number and its expiration date.') }
  }
  const errors = [
    checkNumber(number),
    checkExpiry(expiry, new Date()),
    cvc === undefined ? undefined : checkCvc(cvc, number),
  ]
  const error = errors.find((found) => found !== undefined)
  return error ? { error } : { value }
}
