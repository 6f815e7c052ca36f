import type { StripeError } from '../wire/stripe-error.ts'

export interface TextFieldInput {
  /** Also the `name` of the input, and part of its id as in Stripe's own form. */
  name: string
  label: string
  placeholder: string
  autocomplete: string
  inputMode: 'numeric' | 'text' | 'email' | 'tel'
  /** Before the name in the input's id; `payment` unless said. */
  idPrefix?: string
  isOptional?: boolean
  /** What is in the box beside the text, such as card brands. */
  adornment?: Element
}

/** A labelled input with its message below, wired for assistive technology. */
export class TextField {
  readonly root = document.createElement('div')
  readonly input = document.createElement('input')
  readonly #label = document.createElement('label')
  readonly #message = document.createElement('p')

  constructor(given: TextFieldInput) {
    const { name, label, placeholder, autocomplete, inputMode, adornment } = given
    const { root, input } = this
    root.className = `Field Field--${name}`
    input.id = `${given.idPrefix ?? 'payment'}-${name}Input`
    input.name = name
    input.type = inputMode === 'email' || inputMode === 'tel' ? inputMode : 'text'
    input.className = 'Input Input--empty'
    input.setAttribute('autocomplete', autocomplete)
    input.setAttribute('aria-required', String(given.isOptional !== true))
    input.spellcheck = false
    this.#label.htmlFor = input.id
    this.#label.className = 'Label'
    this.#message.id = `Field-${name}Error`
    this.#message.className = 'Error'
    this.#message.setAttribute('role', 'alert')
    this.describe({ label, placeholder, inputMode })

    const box = document.createElement('div')
    box.className = 'InputBox'
    box.append(input, ...(adornment ? [adornment] : []))
    root.append(this.#label, box, this.#message)
    this.showError(undefined)
  }

  get value(): string {
    return this.input.value
  }

  /** Sets the text as if typed; the caret goes to the end. */
  fill(text: string): void {
    this.input.value = text
    this.input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  describe({ label, placeholder, inputMode }: Pick<TextFieldInput, 'label' | 'placeholder' | 'inputMode'>): void {
    this.#label.textContent = label
    this.input.placeholder = placeholder
    this.input.inputMode = inputMode
  }

  showError(error: StripeError | undefined): void {
    this.#message.textContent = error?.message ?? ''
    this.#message.hidden = !error
    this.input.classList.toggle('Input--invalid', Boolean(error))
    this.input.setAttribute('aria-invalid', String(Boolean(error)))
    if (error) this.input.setAttribute('aria-describedby', this.#message.id)
    else this.input.removeAttribute('aria-describedby')
  }

  get hasError(): boolean {
    return !this.#message.hidden
  }
}
