import { addressRuleOf } from '../../check/address-rules.ts'
import { countries, languageCountry } from '../../check/countries.ts'
import { checkPostalCode } from '../../check/postal-code.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import { validationError } from '../../wire/stripe-error.ts'
import type { CheckedField } from '../form-fields.ts'
import { SelectField } from '../select-field.ts'
import { TextField, type TextFieldInput } from '../text-field.ts'

type TextParts = Pick<TextFieldInput, 'name' | 'label' | 'autocomplete'> &
  Partial<Pick<TextFieldInput, 'placeholder' | 'inputMode'>>

/** The fields of an address. Which are shown, and how they are named, follows the country. */
export class AddressFields {
  readonly root = document.createElement('main')
  readonly #names: readonly CheckedField[]
  readonly #country: SelectField
  readonly #line1: CheckedField
  readonly #line2: TextField
  readonly #city: CheckedField
  readonly #stateText: CheckedField
  readonly #stateList: SelectField
  readonly #postal: CheckedField
  readonly #phone: CheckedField
  readonly #idPrefix: string
  readonly #autocomplete: string
  readonly #stateSlot = document.createElement('div')
  #asksPhone = false
  #shownCountry = ''

  constructor(mode: 'billing' | 'shipping', options: UnknownRecord) {
    this.#idPrefix = `${mode}Address`
    this.#autocomplete = mode
    const display = asRecord(options['display'])['name']
    this.#names =
      display === 'split'
        ? [
            this.#required({ name: 'firstName', label: 'First name', autocomplete: 'given-name' }),
            this.#required({ name: 'lastName', label: 'Last name', autocomplete: 'family-name' }),
          ]
        : [
            this.#required({
              name: 'name',
              label: display === 'organization' ? 'Organization' : 'Full name',
              autocomplete: 'name',
            }),
          ]
    this.#country = this.#list('country', 'Country or region', 'country')
    this.#offerCountries(options['allowedCountries'])
    this.#line1 = this.#required({
      name: 'addressLine1',
      label: 'Address',
      autocomplete: 'address-line1',
      placeholder: 'Street address',
    })
    this.#line2 = this.#text({
      name: 'addressLine2',
      label: 'Apartment, suite, etc. (optional)',
      autocomplete: 'address-line2',
    })
    this.#line2.input.setAttribute('aria-required', 'false')
    this.#city = this.#required({ name: 'locality', label: 'City', autocomplete: 'address-level2' })
    this.#stateText = this.#required({ name: 'administrativeArea', label: 'State', autocomplete: 'address-level1' })
    this.#stateList = this.#list('administrativeArea', 'State', 'address-level1')
    const postal = this.#text({ name: 'postalCode', label: 'Postal code', autocomplete: 'postal-code' })
    this.#postal = { field: postal, check: () => this.#checkPostalCode(postal.value) }
    this.#phone = this.#required({
      name: 'phone',
      label: 'Phone number',
      autocomplete: 'tel',
      placeholder: '(201) 555-0123',
      inputMode: 'tel',
    })

    const form = document.createElement('form')
    form.className = 'Fields'
    form.noValidate = true
    form.setAttribute('aria-label', mode === 'billing' ? 'Billing address' : 'Shipping address')
    form.addEventListener('submit', (event) => event.preventDefault())
    form.append(
      ...this.#names.map(({ field }) => field.root),
      this.#country.root,
      this.#line1.field.root,
      this.#line2.root,
      this.#city.field.root,
      this.#stateSlot,
      this.#postal.field.root,
      this.#phone.field.root,
    )
    this.root.className = `Form Form--address${display === 'split' ? ' Form--splitName' : ''}`
    this.root.append(form)
    this.#country.select.addEventListener('change', () => this.#show())
    this.#show()
    this.#fill(asRecord(options['defaultValues']))
    this.apply(options)
  }

  apply(options: UnknownRecord): void {
    this.#offerCountries(options['allowedCountries'])
    this.#asksPhone = asRecord(options['fields'])['phone'] === 'always'
    this.#phone.field.root.hidden = !this.#asksPhone
    this.#show()
  }

  get all(): CheckedField[] {
    const line2 = { field: this.#line2, check: () => undefined }
    return [...this.#names, this.#line1, line2, this.#city, this.#stateText, this.#postal, this.#phone]
  }

  checked(): CheckedField[] {
    return this.all.filter(({ field }) => !field.root.hidden)
  }

  /** A list has no message of its own: it is marked, and takes the focus. */
  get missesState(): boolean {
    return addressRuleOf(this.#country.value).states !== undefined && this.#stateList.value === ''
  }

  showMissingState(): void {
    const { select } = this.#stateList
    const isMissing = this.missesState
    select.classList.toggle('Input--invalid', isMissing)
    select.setAttribute('aria-invalid', String(isMissing))
    if (isMissing && document.activeElement?.getAttribute('aria-invalid') !== 'true') select.focus()
  }

  get isEmpty(): boolean {
    return this.all.every(({ field }) => field.value.trim() === '')
  }

  value(): UnknownRecord {
    const [first = '', last] = this.#names.map(({ field }) => field.value.trim())
    const { states, stateLabel, postalLabel } = addressRuleOf(this.#country.value)
    const state = states ? this.#stateList.value : stateLabel ? this.#stateText.field.value.trim() : ''
    const address = {
      line1: this.#line1.field.value.trim(),
      line2: this.#line2.value.trim() || null,
      city: this.#city.field.value.trim(),
      state,
      postal_code: postalLabel ? this.#postal.field.value.trim() : '',
      country: this.#country.value,
    }
    return {
      name: [first, last].filter(Boolean).join(' '),
      ...(last !== undefined && { firstName: first, lastName: last }),
      address,
      ...(this.#asksPhone && { phone: this.#phone.field.value.trim() }),
    }
  }

  #show(): void {
    const country = this.#country.value
    if (country === this.#shownCountry) return
    this.#shownCountry = country
    const { cityLabel, postalLabel, stateLabel, states } = addressRuleOf(country)
    this.#city.field.describe({ label: cityLabel, placeholder: '', inputMode: 'text' })
    this.#postal.field.root.hidden = postalLabel === undefined
    const inputMode = country === 'US' ? 'numeric' : 'text'
    this.#postal.field.describe({ label: postalLabel ?? '', placeholder: '', inputMode })
    this.#stateSlot.replaceChildren(states ? this.#stateList.root : this.#stateText.field.root)
    this.#stateSlot.hidden = stateLabel === undefined
    this.#stateText.field.root.hidden = states !== undefined || stateLabel === undefined
    this.#stateText.field.describe({ label: stateLabel ?? '', placeholder: '', inputMode: 'text' })
    if (states) this.#stateList.offer(stateLabel ?? 'State', [{ code: '', name: 'Select' }, ...states])
    for (const { field } of this.all) field.showError(undefined)
  }

  #fill(defaults: UnknownRecord): void {
    const address = asRecord(defaults['address'])
    this.#country.choose(asText(address['country']) || languageCountry())
    this.#show()
    const split = [asText(defaults['firstName']), asText(defaults['lastName'])]
    const names = this.#names.length === 2 ? split : [asText(defaults['name']) || split.filter(Boolean).join(' ')]
    this.#names.forEach(({ field }, index) => (field.input.value = names[index] ?? ''))
    this.#line1.field.input.value = asText(address['line1'])
    this.#line2.input.value = asText(address['line2'])
    this.#city.field.input.value = asText(address['city'])
    this.#stateText.field.input.value = asText(address['state'])
    this.#stateList.choose(asText(address['state']))
    this.#postal.field.input.value = asText(address['postal_code'])
    this.#phone.field.input.value = asText(defaults['phone'])
  }

  #offerCountries(allowed: unknown): void {
    const chosen = this.#country.value
    const list = Array.isArray(allowed) && allowed.length > 0 ? allowed.map(String) : undefined
    this.#country.offer(
      'Country or region',
      countries().filter(({ code }) => list?.includes(code) ?? true),
    )
    this.#country.choose(chosen)
  }

  #checkPostalCode(text: string) {
    if (text.trim() === '') return incomplete('postalCode')
    return checkPostalCode(text, this.#country.value)
  }

  #required(parts: TextParts) {
    const field = this.#text(parts)
    return { field, check: () => (field.value.trim() === '' ? incomplete(parts.name) : undefined) }
  }

  #text({ autocomplete, placeholder = '', inputMode = 'text', ...parts }: TextParts) {
    return new TextField({
      ...parts,
      placeholder,
      inputMode,
      idPrefix: this.#idPrefix,
      autocomplete: `${this.#autocomplete} ${autocomplete}`,
    })
  }

  #list(name: string, label: string, autocomplete: string): SelectField {
    return new SelectField({
      name,
      label,
      idPrefix: this.#idPrefix,
      autocomplete: `${this.#autocomplete} ${autocomplete}`,
      options: [],
    })
  }
}

export const incomplete = (name: string) => validationError(`incomplete_${name}`, 'This field is incomplete.')
