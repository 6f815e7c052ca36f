import { countries, languageCountry } from '../../check/countries.ts'
import { checkPostalCode, postalRuleOf } from '../../check/postal-code.ts'
import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { StripeError } from '../../wire/stripe-error.ts'
import { SelectField } from '../select-field.ts'
import { TextField } from '../text-field.ts'

/** Country, and a postal code where banks compare it. The shop can ask for neither with `fields.billingDetails`. */
export class BillingFields {
  readonly #country = new SelectField({
    name: 'country',
    label: 'Country',
    autocomplete: 'billing country',
    options: countries(),
  })
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
    if (!this.#country.choose(asText(address['country']) || languageCountry())) this.#country.choose('US')
    this.#postal.input.value = asText(address['postal_code'])
    this.#country.select.addEventListener('change', () => this.#show())
    this.#show()
  }

  get roots(): HTMLElement[] {
    return [this.#country.root, this.#postal.root]
  }

  /** @param fields Stripe's `fields.billingDetails`: 'auto', 'never', or the same by part */
  apply(fields: unknown, isAskedElsewhere: boolean): void {
    const wish = typeof fields === 'string' ? fields : asRecord(fields)['address']
    const address = isAskedElsewhere ? 'never' : wish
    const isAsked = (part: string) => (typeof address === 'string' ? address : asRecord(address)[part]) !== 'never'
    this.#asks = { country: isAsked('country'), postalCode: isAsked('postalCode') }
    this.#show()
  }

  checked(): { field: TextField; check: () => StripeError | undefined }[] {
    if (!this.#isPostalShown) return []
    return [{ field: this.#postal, check: () => checkPostalCode(this.#postal.value, this.#country.value) }]
  }

  showDecline(error: StripeError): void {
    this.#postal.showError(error)
  }

  details(): UnknownRecord {
    const country = this.#asks.country ? this.#country.value : undefined
    const postalCode = this.#isPostalShown ? this.#postal.value.trim() : undefined
    return country || postalCode ? { address: { country, postal_code: postalCode } } : {}
  }

  fillPostalCode(): void {
    if (this.#isPostalShown) this.#postal.fill(postalRuleOf(this.#country.value)?.placeholder ?? '')
  }

  get #isPostalShown(): boolean {
    return this.#asks.postalCode && postalRuleOf(this.#country.value) !== undefined
  }

  #show(): void {
    const rule = postalRuleOf(this.#country.value)
    if (rule) this.#postal.describe(rule)
    this.#postal.showError(undefined)
    this.#country.root.hidden = !this.#asks.country
    this.#postal.root.hidden = !this.#isPostalShown
    this.#country.root.classList.toggle('Field--wide', !this.#isPostalShown)
  }
}
