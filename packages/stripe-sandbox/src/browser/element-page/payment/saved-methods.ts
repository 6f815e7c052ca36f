import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'

/** The customer's saved methods and, last, a new one. Nothing is shown when there are none. */
export class SavedMethods {
  readonly root = document.createElement('fieldset')
  readonly #methods: readonly UnknownRecord[]

  constructor(methods: readonly UnknownRecord[], onSelect: () => void) {
    this.#methods = methods
    const legend = document.createElement('legend')
    legend.className = 'VisuallyHidden'
    legend.textContent = 'Saved payment methods'
    this.root.className = 'Saved'
    this.root.hidden = methods.length === 0
    this.root.append(legend, ...methods.map(savedChoice), createChoice('', 'New payment method', 'plus'))
    const first = this.root.querySelector('input')
    if (first) first.checked = true
    this.root.addEventListener('change', onSelect)
  }

  /** The chosen one; undefined for a new one. */
  get selected(): UnknownRecord | undefined {
    const id = this.root.querySelector<HTMLInputElement>('input:checked')?.value
    return this.#methods.find((method) => method['id'] === id)
  }

  chooseNew(): void {
    const last = this.root.querySelector<HTMLInputElement>('input[value=""]')
    if (last) last.checked = true
  }
}

function savedChoice(method: UnknownRecord): HTMLElement {
  const type = asText(method['type'])
  const details = asRecord(method[type])
  const last4 = asText(details['last4'])
  const title = type === 'card' ? capital(asText(details['brand'])) : (names[type] ?? type)
  const month = show(details['exp_month']).padStart(2, '0')
  const expiry = type === 'card' ? `${month} / ${show(details['exp_year']).slice(-2)}` : ''
  const choice = createChoice(asText(method['id']), `${title} ···· ${last4}`, type)
  const beside = document.createElement('span')
  beside.className = 'SavedDetail'
  beside.textContent = expiry
  choice.append(beside)
  return choice
}

const names: Record<string, string> = { us_bank_account: 'Bank', sepa_debit: 'SEPA', link: 'Link' }

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function createChoice(value: string, text: string, icon: string): HTMLLabelElement {
  const label = document.createElement('label')
  label.className = 'SavedChoice'
  const input = document.createElement('input')
  input.type = 'radio'
  input.name = 'savedMethod'
  input.value = value
  const said = document.createElement('span')
  said.className = 'SavedLabel'
  said.textContent = text
  const picture = document.createElement('span')
  picture.className = `MethodIcon MethodIcon--${icon}`
  picture.setAttribute('aria-hidden', 'true')
  label.append(input, picture, said)
  return label
}

const show = (value: unknown): string => (typeof value === 'number' ? `${value}` : '')
