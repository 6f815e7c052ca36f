import { brandOf, maxLength } from '../../card/card-brand.ts'
import { checkCvc, checkExpiry, checkNumber } from '../../card/check-card.ts'
import { digitsOf, formatCvc, formatExpiry, formatNumber } from '../../card/format-card.ts'
import { validationError } from '../../wire/stripe-error.ts'
import { formatWhileTyping } from '../format-while-typing.ts'
import { createCardField, type CardField } from './card-field.ts'

export type CardElementType = 'card' | 'cardNumber' | 'cardExpiry' | 'cardCvc'

/**
 * The inputs of one card Element.
 *
 * @param brandNumber the number as far as it is known, which may be typed in another frame; it says how long a code is
 */
export function createCardFields(type: CardElementType, brandNumber: () => string): CardField[] {
  const number = createCardField({
    part: 'cardNumber',
    name: 'cardnumber',
    label: 'Credit or debit card number',
    placeholder: type === 'card' ? 'Card number' : '1234 1234 1234 1234',
    autocomplete: 'cc-number',
    check: checkNumber,
  })
  const expiry = createCardField({
    part: 'cardExpiry',
    name: 'exp-date',
    label: 'Credit or debit card expiration date',
    placeholder: 'MM / YY',
    autocomplete: 'cc-exp',
    check: (text) => checkExpiry(text, new Date()),
  })
  const cvc = createCardField({
    part: 'cardCvc',
    name: 'cvc',
    label: 'Credit or debit card CVC/CVV',
    placeholder: 'CVC',
    autocomplete: 'cc-csc',
    check: (text) => checkCvc(text, brandNumber()),
  })
  const postal = createCardField({
    part: 'postalCode',
    name: 'postal',
    label: 'ZIP',
    placeholder: 'ZIP',
    autocomplete: 'billing postal-code',
    check: (text) =>
      text.trim().length < 3 ? validationError('incomplete_zip', 'Your postal code is incomplete.') : undefined,
  })
  formatWhileTyping(number.input, formatNumber)
  formatWhileTyping(expiry.input, formatExpiry)
  formatWhileTyping(cvc.input, (text) => formatCvc(text, brandOf(digitsOf(brandNumber())).cvcLength))
  if (type !== 'card') return [number, expiry, cvc].filter(({ part }) => part === type)
  advance(
    number,
    expiry,
    () => digitsOf(number.input.value).length === maxLength(brandOf(digitsOf(number.input.value))),
  )
  advance(expiry, cvc, () => true)
  advance(cvc, postal, () => true)
  return [number, expiry, cvc, postal]
}

/** Moves on from a field that is finished and right. */
function advance(from: CardField, to: CardField, isFinished: () => boolean): void {
  from.input.addEventListener('input', (event) => {
    const isTyping = event instanceof InputEvent && event.inputType.startsWith('insert')
    if (isTyping && document.activeElement === from.input && isFinished() && !from.check() && !to.input.hidden) {
      to.input.focus()
    }
  })
}
