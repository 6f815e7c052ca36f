import { brandOf, maxLength } from '../../card/card-brand.ts'
import { checkCvc, checkExpiry, checkNumber, expiryYear, isFullLength } from '../../card/check-card.ts'
import { digitsOf, formatCvc, formatExpiry, formatNumber } from '../../card/format-card.ts'
import { isLuhnValid } from '../../card/is-luhn-valid.ts'
import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import type { StripeError } from '../../wire/stripe-error.ts'
import { sayWhenLeft, type CheckedField } from '../form-fields.ts'
import { formatWhileTyping } from '../format-while-typing.ts'
import { TextField } from '../text-field.ts'
import { BillingFields } from './billing-fields.ts'
import { BrandIcons } from './brand-icons.ts'
import { cvcIcon } from './cvc-icon.ts'
import { declinedPart } from './declined-part.ts'
import type { MethodForm } from './method-form.ts'

/** The card form: number, expiry, security code, country and postal code. Card data lives in these inputs only. */
export class CardMethod implements MethodForm {
  readonly type = 'card'
  readonly label = 'Card'
  readonly root = document.createElement('form') // browsers offer saved cards to forms; nothing submits this one
  readonly #icons = new BrandIcons()
  readonly #number = new TextField({
    name: 'number',
    label: 'Card number',
    placeholder: '1234 1234 1234 1234',
    autocomplete: 'cc-number',
    inputMode: 'numeric',
    adornment: this.#icons.root,
  })
  readonly #expiry = new TextField({
    name: 'expiry',
    label: 'Expiration date',
    placeholder: 'MM / YY',
    autocomplete: 'cc-exp',
    inputMode: 'numeric',
  })
  readonly #cvc = new TextField({
    name: 'cvc',
    label: 'Security code',
    placeholder: 'CVC',
    autocomplete: 'cc-csc',
    inputMode: 'numeric',
    adornment: cvcIcon(),
  })
  readonly #billing: BillingFields

  constructor(setup: FrameSetup) {
    const { root } = this
    this.#billing = new BillingFields(asRecord(asRecord(setup.options['defaultValues'])['billingDetails']))
    root.className = 'Fields'
    root.noValidate = true
    root.setAttribute('aria-label', 'Card')
    root.addEventListener('submit', (event) => event.preventDefault())
    root.append(this.#number.root, this.#expiry.root, this.#cvc.root, ...this.#billing.roots)
    this.#wire()
    this.apply(setup)
  }

  apply({ options, mounted }: FrameSetup): void {
    this.#billing.apply(asRecord(options['fields'])['billingDetails'], mounted.includes('address:billing'))
  }

  get isEmpty(): boolean {
    return [this.#number, this.#expiry, this.#cvc].every((field) => field.value === '')
  }

  /** Says a refusal of the card beside the field it is about; other errors are the shop's to tell. */
  showDecline(error: StripeError): void {
    const part = error.type === 'card_error' ? declinedPart(error) : undefined
    if (part === 'postal_code') this.#billing.showDecline(error)
    else if (part) ({ number: this.#number, expiry: this.#expiry, cvc: this.#cvc })[part].showError(error)
  }

  data(): UnknownRecord {
    const expiry = digitsOf(this.#expiry.value)
    const card = {
      number: digitsOf(this.#number.value),
      exp_month: Number(expiry.slice(0, 2)),
      exp_year: expiryYear(expiry),
      cvc: digitsOf(this.#cvc.value),
    }
    return { type: 'card', card, billing_details: this.#billing.details() }
  }

  #wire(): void {
    const { input: number } = this.#number
    formatWhileTyping(number, formatNumber)
    formatWhileTyping(this.#expiry.input, formatExpiry)
    formatWhileTyping(this.#cvc.input, (text) => formatCvc(text, brandOf(digitsOf(number.value)).cvcLength))
    number.addEventListener('input', () => this.#showBrand())
    advance(this.#number, this.#expiry, () => isNumberFinished(number.value))
    advance(this.#expiry, this.#cvc, () => checkExpiry(this.#expiry.value, new Date()) === undefined)

    for (const checked of this.checked()) sayWhenLeft(checked)
    number.addEventListener('input', () => {
      if (isFullLength(digitsOf(number.value))) this.#number.showError(checkNumber(number.value))
    })
  }

  checked(): CheckedField[] {
    const card = [
      { field: this.#number, check: () => checkNumber(this.#number.value) },
      { field: this.#expiry, check: () => checkExpiry(this.#expiry.value, new Date()) },
      { field: this.#cvc, check: () => checkCvc(this.#cvc.value, this.#number.value) },
    ]
    return [...card, ...this.#billing.checked()]
  }

  #showBrand(): void {
    const brand = brandOf(digitsOf(this.#number.value))
    this.#icons.show(brand)
    this.#cvc.input.placeholder = brand.cvcLength === 4 ? '4 digits' : 'CVC'
    if (digitsOf(this.#cvc.value).length > brand.cvcLength) this.#cvc.fill(formatCvc(this.#cvc.value, brand.cvcLength))
  }

  fillTest(number: string): void {
    this.#number.fill(formatNumber(number))
    this.#expiry.fill('12 / 34')
    this.#cvc.fill('1234'.slice(0, brandOf(number).cvcLength))
    this.#billing.fillPostalCode()
  }
}

function isNumberFinished(text: string): boolean {
  const digits = digitsOf(text)
  return digits.length === maxLength(brandOf(digits)) && isLuhnValid(digits)
}

/** Moves on from a field that the shopper has just finished at its end. */
function advance(from: TextField, to: TextField, isFinished: () => boolean): void {
  from.input.addEventListener('input', (event) => {
    const isTyping = event instanceof InputEvent && event.inputType.startsWith('insert')
    const isAtEnd = from.input.selectionStart === from.value.length
    if (isTyping && isAtEnd && document.activeElement === from.input && isFinished()) to.input.focus()
  })
}
