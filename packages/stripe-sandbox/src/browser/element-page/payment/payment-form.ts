import { brandOf, maxLength } from '../../card/card-brand.ts'
import { checkCvc, checkExpiry, checkNumber, expiryYear, isFullLength } from '../../card/check-card.ts'
import { digitsOf, formatCvc, formatExpiry, formatNumber } from '../../card/format-card.ts'
import { isLuhnValid } from '../../card/is-luhn-valid.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import type { StripeError } from '../../wire/stripe-error.ts'
import { formatWhileTyping } from '../format-while-typing.ts'
import { TextField } from '../text-field.ts'
import { BillingFields } from './billing-fields.ts'
import { BrandIcons } from './brand-icons.ts'
import { createHint } from './create-hint.ts'
import { createTerms } from './create-terms.ts'
import { cvcIcon } from './cvc-icon.ts'
import { declinedPart } from './declined-part.ts'

/** `value` and flags of Stripe's change event. */
export interface PaymentFormState {
  empty: boolean
  complete: boolean
  collapsed: boolean
  value: { type: 'card' }
}

interface CheckedField {
  field: TextField
  check: () => StripeError | undefined
}

/** The card form: number, expiry, security code, country and postal code. Card data lives in these inputs only. */
export class PaymentForm {
  readonly root = document.createElement('main')
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
  readonly #terms = createTerms()
  readonly #onChange: (state: PaymentFormState) => void
  #lastState = ''

  constructor(setup: FrameSetup, onChange: (state: PaymentFormState) => void) {
    this.#onChange = onChange
    this.#billing = new BillingFields(asRecord(asRecord(setup.options['defaultValues'])['billingDetails']))
    this.#lastState = JSON.stringify(this.#state())
    const card = document.createElement('form') // browsers offer saved cards to forms; nothing submits this one
    card.className = 'Fields'
    card.noValidate = true
    card.setAttribute('aria-label', 'Card')
    card.addEventListener('submit', (event) => event.preventDefault())
    card.append(this.#number.root, this.#expiry.root, this.#cvc.root, ...this.#billing.roots)
    this.root.className = 'Form'
    this.root.append(
      createHint((number) => this.#fillTestCard(number)),
      layoutBox(card),
      this.#terms.root,
    )
    this.#wire()
    this.apply(setup)
  }

  /** Takes over changed options. What is typed stays. */
  apply({ group, options, mounted }: FrameSetup): void {
    const layout = options['layout']
    this.root.dataset['layout'] = asText(layout) || asText(asRecord(layout)['type']) || 'tabs'
    this.#billing.apply(asRecord(options['fields'])['billingDetails'], mounted.includes('address:billing'))
    this.#terms.apply(group, options)
    for (const input of this.root.querySelectorAll('input')) input.readOnly = options['readOnly'] === true
    this.#report()
  }

  /** Shows every field's message, moves to the first that is wrong and returns its error. */
  validate(): StripeError | undefined {
    const wrong = this.#checked().filter(({ field, check }) => {
      field.showError(check())
      return field.hasError
    })
    wrong[0]?.field.input.focus()
    return wrong[0]?.check()
  }

  /** Says a refusal of the card beside the field it is about; other errors are the shop's to tell. */
  showDecline(error: StripeError): void {
    const part = error.type === 'card_error' ? declinedPart(error) : undefined
    if (part === 'postal_code') this.#billing.showDecline(error)
    else if (part) ({ number: this.#number, expiry: this.#expiry, cvc: this.#cvc })[part].showError(error)
  }

  paymentMethodData(): UnknownRecord {
    const expiry = digitsOf(this.#expiry.value)
    const card = {
      number: digitsOf(this.#number.value),
      exp_month: Number(expiry.slice(0, 2)),
      exp_year: expiryYear(expiry),
      cvc: digitsOf(this.#cvc.value),
    }
    return { type: 'card', card, billing_details: this.#billing.details() }
  }

  focus(): void {
    this.#number.input.focus()
  }

  clear(): void {
    for (const { field } of this.#checked()) {
      field.fill('')
      field.showError(undefined)
    }
  }

  /** Nothing to fold: cards are the only method in this step. */
  collapse(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }

  #wire(): void {
    const { input: number } = this.#number
    formatWhileTyping(number, formatNumber)
    formatWhileTyping(this.#expiry.input, formatExpiry)
    formatWhileTyping(this.#cvc.input, (text) => formatCvc(text, brandOf(digitsOf(number.value)).cvcLength))
    number.addEventListener('input', () => this.#showBrand())
    advance(this.#number, this.#expiry, () => isNumberFinished(number.value))
    advance(this.#expiry, this.#cvc, () => checkExpiry(this.#expiry.value, new Date()) === undefined)

    for (const { field, check } of this.#checked()) {
      field.input.addEventListener('input', () => field.showError(undefined))
      field.input.addEventListener('blur', () => field.showError(field.value ? check() : undefined))
    }
    number.addEventListener('input', () => {
      if (isFullLength(digitsOf(number.value))) this.#number.showError(checkNumber(number.value))
    })
    this.root.addEventListener('input', () => this.#report())
    this.root.addEventListener('change', () => this.#report())
  }

  #checked(): CheckedField[] {
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

  #fillTestCard(number: string): void {
    this.#number.fill(formatNumber(number))
    this.#expiry.fill('12 / 34')
    this.#cvc.fill('1234'.slice(0, brandOf(number).cvcLength))
    this.#billing.fillPostalCode()
  }

  #state(): PaymentFormState {
    const empty = [this.#number, this.#expiry, this.#cvc].every((field) => field.value === '')
    const complete = this.#checked().every(({ check }) => check() === undefined)
    return { empty, complete, collapsed: false, value: { type: 'card' } }
  }

  #report(): void {
    const state = this.#state()
    const text = JSON.stringify(state)
    if (text !== this.#lastState) this.#onChange(state)
    this.#lastState = text
  }
}

/** The frame that the accordion layout draws around its only method; the tabs layout shows no tab for a single one. */
function layoutBox(card: HTMLElement): HTMLElement {
  const box = document.createElement('div')
  box.className = 'Block'
  const title = document.createElement('p')
  title.className = 'BlockTitle'
  title.textContent = 'Card'
  box.append(title, card)
  return box
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
