import { acceptedOnline } from '../../wire/accepted-online.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import { merge } from '../../wire/merge.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import { validationError, type StripeError } from '../../wire/stripe-error.ts'
import { clearFields, showAllErrors } from '../form-fields.ts'
import { BankMethod } from './bank-method.ts'
import { CardMethod } from './card-method.ts'
import { createHint } from './create-hint.ts'
import { createTerms } from './create-terms.ts'
import type { MethodForm, MethodType } from './method-form.ts'
import { MethodTabs } from './method-tabs.ts'
import { offeredTypes } from './offered-types.ts'
import type { ElementsSession } from './read-elements-session.ts'
import { SaveCheckbox } from './save-checkbox.ts'
import { SavedMethods } from './saved-methods.ts'

/** Flags and `value` of Stripe's change event. */
export interface PaymentFormState {
  empty: boolean
  complete: boolean
  collapsed: boolean
  value: UnknownRecord
}

/** The Payment Element: saved methods, and the types of new ones. What is typed lives in these inputs only. */
export class PaymentForm {
  readonly root = document.createElement('main')
  readonly #methods: readonly MethodForm[]
  readonly #saved: SavedMethods
  readonly #tabs: MethodTabs
  readonly #save: SaveCheckbox
  readonly #session: ElementsSession
  readonly #hint = createHint((value) => this.#fillTest(value))
  readonly #terms = createTerms()
  readonly #onChange: (state: PaymentFormState) => void
  #type: MethodType | undefined
  #setup: FrameSetup
  /** Undefined until the form stands: what it starts with is no change. */
  #lastState: string | undefined

  constructor(setup: FrameSetup, session: ElementsSession, onChange: (state: PaymentFormState) => void) {
    this.#setup = setup
    this.#session = session
    this.#onChange = onChange
    this.#methods = offeredTypes(setup).map((type) =>
      type === 'card' ? new CardMethod(setup) : new BankMethod(type, setup),
    )
    this.#saved = new SavedMethods(session.savedMethods, () => this.#show())
    this.#tabs = new MethodTabs(this.#methods, (type) => this.#select(type))
    this.#save = new SaveCheckbox(session.canSave)
    const layout = asRecord(setup.options['layout'])
    this.#type = layout['defaultCollapsed'] === true ? undefined : this.#methods[0]?.type
    this.root.className = 'Form'
    this.root.append(this.#hint.root, this.#saved.root, this.#tabs.root, this.#save.root, this.#terms.root)
    this.root.addEventListener('input', () => this.#report())
    this.root.addEventListener('change', () => this.#report())
    this.apply(setup)
    this.#lastState = JSON.stringify(this.state())
  }

  /** A saved method is chosen from the start, which is worth telling. */
  started(): void {
    if (this.#saved.selected) this.#onChange(this.state())
  }

  /** Takes over changed options. What is typed stays. */
  apply(setup: FrameSetup): void {
    this.#setup = setup
    const { options } = setup
    const wish = options['layout']
    const layout = asText(wish) || asText(asRecord(wish)['type']) || 'tabs'
    this.root.dataset['layout'] = layout === 'accordion' ? 'accordion' : 'tabs'
    this.root.dataset['spaced'] = String(asRecord(wish)['spacedAccordionItems'] === true)
    this.root.dataset['radios'] = asText(asRecord(wish)['radios']) || 'auto'
    for (const method of this.#methods) method.apply(setup)
    for (const input of this.root.querySelectorAll('input')) input.readOnly = options['readOnly'] === true
    this.#show()
  }

  /** The type that would be paid with; a saved one by its own. */
  get selectedType(): string {
    return asText(this.#saved.selected?.['type']) || (this.#type ?? '')
  }

  /** Shows every field's message, moves to the first that is wrong and returns its error. */
  validate(): StripeError | undefined {
    if (this.#saved.selected) return undefined
    const method = this.#selected
    if (method) return showAllErrors(method.checked())
    return validationError('incomplete_payment_details', 'Please provide complete payment details.')
  }

  showDecline(error: StripeError): void {
    if (!this.#saved.selected) this.#selected?.showDecline(error)
  }

  /** The parameters that name or describe what to pay with. */
  methodParams(): UnknownRecord {
    const saved = this.#saved.selected
    if (saved) return { payment_method: saved['id'] }
    const isKept = this.#save.isChecked
    const { group } = this.#setup
    const isForLater = group['setupFutureUsage'] !== undefined || (group['mode'] ?? 'payment') !== 'payment'
    const redisplay = isKept ? 'always' : isForLater ? 'limited' : 'unspecified'
    return {
      payment_method_data: merge(this.#selected?.data() ?? {}, {
        allow_redisplay: isKept === undefined ? undefined : redisplay,
      }),
      setup_future_usage: isKept ? this.#session.saveUsage : undefined,
      mandate_data: this.#type === 'card' || !this.#type ? undefined : acceptedOnline(),
    }
  }

  focus(): void {
    if (this.#saved.selected) this.root.querySelector<HTMLInputElement>('input:checked')?.focus()
    else this.#selected?.checked()[0]?.field.input.focus()
  }

  clear(): void {
    for (const method of this.#methods) clearFields(method.checked())
  }

  /** Folds the accordion, as far as there is something to fold. */
  collapse(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (this.#methods.length > 1 && this.root.dataset['layout'] === 'accordion') this.#select(undefined)
  }

  state(): PaymentFormState {
    const saved = this.#saved.selected
    const method = this.#selected
    const savePaymentMethod = this.#save.isChecked
    const kept = savePaymentMethod === undefined ? {} : { savePaymentMethod }
    if (saved) return { empty: false, complete: true, collapsed: false, value: savedValue(saved) }
    return {
      empty: method?.isEmpty ?? true,
      complete: method?.checked().every(({ check }) => check() === undefined) ?? false,
      collapsed: this.#type === undefined,
      value: { type: this.selectedType, ...kept },
    }
  }

  get #selected(): MethodForm | undefined {
    return this.#methods.find(({ type }) => type === this.#type)
  }

  #select(type: MethodType | undefined): void {
    this.#type = type
    this.#show()
  }

  #show(): void {
    const isNew = this.#saved.selected === undefined
    const { group, options } = this.#setup
    this.#tabs.root.hidden = !isNew
    this.#tabs.show(this.#type)
    this.#save.show(isNew)
    this.#hint.offer(this.#type ?? 'card')
    this.#terms.apply({ group, options, type: isNew ? this.#type : undefined })
    this.#report()
  }

  #fillTest(value: string): void {
    this.#saved.chooseNew()
    this.#type ??= 'card'
    this.#show()
    this.#selected?.fillTest(value)
    this.#report()
  }

  #report(): void {
    if (this.#lastState === undefined) return
    const state = this.state()
    const text = JSON.stringify(state)
    if (text !== this.#lastState) this.#onChange(state)
    this.#lastState = text
  }
}

const savedValue = (saved: UnknownRecord): UnknownRecord => ({
  type: saved['type'],
  payment_method: { id: saved['id'], type: saved['type'], billing_details: saved['billing_details'] },
})
