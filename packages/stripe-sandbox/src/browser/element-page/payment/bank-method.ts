import { checkAccountNumber, checkIban, checkRoutingNumber } from '../../check/check-bank-account.ts'
import { checkEmail } from '../../check/check-email.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import { validationError, type StripeError } from '../../wire/stripe-error.ts'
import { sayWhenLeft, type CheckedField } from '../form-fields.ts'
import { TextField, type TextFieldInput } from '../text-field.ts'
import type { MethodForm } from './method-form.ts'

/** A debit from a bank account: who holds it, and its numbers. */
export class BankMethod implements MethodForm {
  readonly type
  readonly label: string
  readonly root = document.createElement('form')
  readonly #name: CheckedField
  readonly #email: CheckedField
  readonly #account: readonly CheckedField[]

  constructor(type: 'sepa_debit' | 'us_bank_account', setup: FrameSetup) {
    this.type = type
    this.label = type === 'sepa_debit' ? 'SEPA Debit' : 'US bank account'
    const defaults = asRecord(asRecord(setup.options['defaultValues'])['billingDetails'])
    const name = field({ name: 'name', label: 'Full name', autocomplete: 'name' })
    name.input.value = asText(defaults['name'])
    this.#name = { field: name, check: () => required(name.value, 'incomplete_name', 'Your name is incomplete.') }
    const email = field({ name: 'email', label: 'Email', autocomplete: 'email', inputMode: 'email' })
    email.input.value = asText(defaults['email'])
    this.#email = { field: email, check: () => checkEmail(email.value) }
    this.#account = type === 'sepa_debit' ? ibanFields() : accountFields()

    const { root } = this
    root.className = `Fields Fields--${type}`
    root.noValidate = true
    root.setAttribute('aria-label', this.label)
    root.addEventListener('submit', (event) => event.preventDefault())
    const all = [this.#name, this.#email, ...this.#account]
    root.append(...all.map((checked) => checked.field.root))
    for (const checked of all) sayWhenLeft(checked)
    this.apply(setup)
  }

  apply({ options, mounted }: FrameSetup): void {
    const wish = asRecord(options['fields'])['billingDetails']
    const asks = (part: string) => (typeof wish === 'string' ? wish : asRecord(wish)[part]) !== 'never'
    this.#name.field.root.hidden = !asks('name')
    this.#email.field.root.hidden = !asks('email') || mounted.includes('linkAuthentication')
  }

  get isEmpty(): boolean {
    return this.#account.every(({ field: { value } }) => value === '')
  }

  checked(): CheckedField[] {
    return [this.#name, this.#email, ...this.#account].filter((checked) => !checked.field.root.hidden)
  }

  data(): UnknownRecord {
    const shown = ({ field: { root, value } }: CheckedField) => (root.hidden ? undefined : value.trim())
    const [first, second] = this.#account.map((checked) => checked.field.value.replaceAll(/\s/g, ''))
    const account =
      this.type === 'sepa_debit'
        ? { iban: first?.toUpperCase() }
        : { routing_number: first, account_number: second, account_holder_type: 'individual', account_type: 'checking' }
    return {
      type: this.type,
      [this.type]: account,
      billing_details: { name: shown(this.#name), email: shown(this.#email) },
    }
  }

  fillTest(value: string): void {
    const numbers = this.type === 'sepa_debit' ? [value] : ['110000000', value, value]
    this.#account.forEach((checked, index) => checked.field.fill(numbers[index] ?? ''))
    if (!this.#name.field.value) this.#name.field.fill('Jenny Rosen')
    if (!this.#email.field.value) this.#email.field.fill('jenny.rosen@example.com')
  }

  showDecline(error: StripeError): void {
    const isRouting = asText(error['param']).includes('routing_number')
    if (/account_number|iban|routing_number/.test(asText(error['param']))) {
      this.#account[this.type === 'sepa_debit' || isRouting ? 0 : 1]?.field.showError(error)
    }
  }
}

function ibanFields(): CheckedField[] {
  const iban = field({ name: 'iban', label: 'IBAN', placeholder: 'DE00 0000 0000 0000 0000 00' })
  return [{ field: iban, check: () => checkIban(iban.value) }]
}

function accountFields(): CheckedField[] {
  const routing = field({
    name: 'routingNumber',
    label: 'Routing number',
    placeholder: '110000000',
    inputMode: 'numeric',
  })
  const account = field({ name: 'accountNumber', label: 'Account number', inputMode: 'numeric' })
  const again = field({ name: 'accountNumberConfirmation', label: 'Confirm account number', inputMode: 'numeric' })
  return [
    { field: routing, check: () => checkRoutingNumber(routing.value) },
    { field: account, check: () => checkAccountNumber(account.value) },
    {
      field: again,
      check: () =>
        checkAccountNumber(again.value) ??
        (again.value === account.value
          ? undefined
          : validationError('account_numbers_do_not_match', 'Your account numbers do not match.')),
    },
  ]
}

const required = (text: string, code: string, message: string) =>
  text.trim() === '' ? validationError(code, message) : undefined

const field = (given: Pick<TextFieldInput, 'name' | 'label'> & Partial<TextFieldInput>) =>
  new TextField({ placeholder: '', autocomplete: 'off', inputMode: 'text', ...given })
