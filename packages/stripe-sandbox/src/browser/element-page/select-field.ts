export interface SelectFieldInput {
  name: string
  idPrefix?: string
  label: string
  autocomplete: string
  options: readonly { code: string; name: string }[]
}

/** A labelled list to choose one of. */
export class SelectField {
  readonly root = document.createElement('div')
  readonly select = document.createElement('select')
  readonly #label = document.createElement('label')

  constructor({ name, idPrefix = 'payment', label, autocomplete, options }: SelectFieldInput) {
    const { root, select } = this
    select.id = `${idPrefix}-${name}Input`
    select.name = name
    select.className = 'Input Input--select'
    select.setAttribute('autocomplete', autocomplete)
    this.#label.className = 'Label'
    this.#label.htmlFor = select.id
    this.offer(label, options)

    const box = document.createElement('div')
    box.className = 'InputBox InputBox--select'
    box.append(select)
    root.className = `Field Field--${name}`
    root.append(this.#label, box)
  }

  get value(): string {
    return this.select.value
  }

  /** Chooses if it is offered; else the choice stays. */
  choose(code: string): boolean {
    const isOffered = Array.from(this.select.options).some((option) => option.value === code)
    if (isOffered) this.select.value = code
    return isOffered
  }

  offer(label: string, options: SelectFieldInput['options']): void {
    this.#label.textContent = label
    this.select.replaceChildren(...options.map(({ code, name }) => new Option(name, code)))
  }
}
