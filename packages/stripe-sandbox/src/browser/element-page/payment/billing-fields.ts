import { countries } from '../../card/countries.ts'
import { checkPostalCode, postalRuleOf } from '../../card/postal-code.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { StripeError } from '../../wire/stripe-error.ts'
import { TextField } from '../text-field.ts'

/** Country, and a postal code where banks compare it. The shop can ask for neither with `fields.billingDetails`. */
export class BillingFields {
  readonly #select = createSelect()
  readonly #country = document.createElement('div')
  readonly #postal = new TextField({
    name: 'postalCode',
    label: 'Postal code',
    placeholder: '',
    autocomplete: 'billing postal-code',
    inputMode: 'text',
  })
  #asks = { country: true, postalCode: true }

  constructor(defaults: UnknownRecord) {
    const address = asRecord(defaults['address'])
    this.#select.value = asText(address['country']) || languageCountry()
    if (this.#select.selectedIndex < 0) this.#select.value = 'US'
    this.#postal.input.value = asText(address['postal_code'])
    this.#select.addEventListener('change', () => this.#show())

    const label = document.createElement('label')
    label.className = 'Label'
    label.htmlFor = this.#select.id
    label.textContent = 'Country'
    const box = document.createElement('div')
    box.className = 'InputBox InputBox--select'
    box.append(this.#select)
    this.#country.className = 'Field Field--country'
    this.#country.append(label, box)
    this.#show()
  }

  get roots(): HTMLElement[] {
    return [this.#country, this.#postal.root]
  }

  /** @param fields Stripe's `fields.billingDetails`: 'auto', 'never', or the same by part */
  apply(fields: unknown): void {
    const address = typeof fields === 'string' ? fields : asRecord(fields)['address']
    const isAsked = (part: string) => (typeof address === 'string' ? address : asRecord(address)[part]) !== 'never'
    this.#asks = { country: isAsked('country'), postalCode: isAsked('postalCode') }
    this.#show()
  }

  checked(): { field: TextField; check: () => StripeError | undefined }[] {
    if (!this.#isPostalShown) return []
    return [{ field: this.#postal, check: () => checkPostalCode(this.#postal.value, this.#select.value) }]
  }

  showDecline(error: StripeError): void {
    this.#postal.showError(error)
  }

  details(): UnknownRecord {
    const country = this.#asks.country ? this.#select.value : undefined
    const postalCode = this.#isPostalShown ? this.#postal.value.trim() : undefined
    return country || postalCode ? { address: { country, postal_code: postalCode } } : {}
  }

  fillPostalCode(): void {
    if (this.#isPostalShown) this.#postal.fill(postalRuleOf(this.#select.value)?.placeholder ?? '')
  }

  get #isPostalShown(): boolean {
    return this.#asks.postalCode && postalRuleOf(this.#select.value) !== undefined
  }

  #show(): void {
    const rule = postalRuleOf(this.#select.value)
    if (rule) this.#postal.describe(rule)
    this.#postal.showError(undefined)
    this.#country.hidden = !this.#asks.country
    this.#postal.root.hidden = !this.#isPostalShown
    this.#country.classList.toggle('Field--wide', !this.#isPostalShown)
  }
}

function createSelect(): HTMLSelectElement {
  const select = document.createElement('select')
  select.id = 'payment-countryInput'
  select.name = 'country'
  select.className = 'Input Input--select'
  select.setAttribute('autocomplete', 'billing country')
  select.append(...countries().map(({ code, name }) => new Option(name, code)))
  return select
}

/** Browsers do not promise a well-formed language tag, so it is only looked at. */
const languageCountry = (): string => /[-_]([A-Z]{2})\b/.exec(navigator.language)?.[1] ?? 'US'
