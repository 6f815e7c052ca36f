/** Whether the customer wants the new method kept. The customer session says whether they are asked. */
export class SaveCheckbox {
  readonly root = document.createElement('label')
  readonly #input = document.createElement('input')
  readonly #isOffered: boolean

  constructor(isOffered: boolean) {
    this.#isOffered = isOffered
    this.root.className = 'CheckboxLabel'
    this.#input.type = 'checkbox'
    this.#input.className = 'CheckboxInput'
    const text = document.createElement('span')
    text.textContent = 'Save payment details for future purchases'
    this.root.append(this.#input, text)
  }

  show(isNew: boolean): void {
    this.root.hidden = !this.#isOffered || !isNew
  }

  /** Undefined when the customer is not asked. */
  get isChecked(): boolean | undefined {
    return this.root.hidden ? undefined : this.#input.checked
  }
}
