import type { MethodForm, MethodType } from './method-form.ts'

/** The methods to choose from, as tabs or as an accordion; both are in the page and the layout shows one of them. */
export class MethodTabs {
  readonly root = document.createElement('div')
  readonly #tabs = document.createElement('div')
  readonly #items = new Map<MethodType, { tab: HTMLButtonElement; header: HTMLButtonElement; body: HTMLElement }>()
  readonly #onSelect: (type: MethodType) => void

  constructor(methods: readonly MethodForm[], onSelect: (type: MethodType) => void) {
    this.#onSelect = onSelect
    this.root.className = 'Methods'
    this.root.dataset['count'] = String(methods.length)
    this.#tabs.className = 'TabList'
    this.#tabs.setAttribute('role', 'tablist')
    this.#tabs.setAttribute('aria-label', 'Payment methods')
    this.#tabs.addEventListener('keydown', (event) => this.#moveByArrow(event))
    this.root.append(this.#tabs, ...methods.map((method) => this.#createItem(method)))
  }

  /** @param type undefined when all are folded */
  show(type: MethodType | undefined): void {
    for (const [name, { tab, header, body }] of this.#items) {
      const isSelected = name === type
      tab.setAttribute('aria-selected', String(isSelected))
      tab.tabIndex = isSelected ? 0 : -1
      tab.classList.toggle('Tab--selected', isSelected)
      header.setAttribute('aria-expanded', String(isSelected))
      header.parentElement?.classList.toggle('AccordionItem--selected', isSelected)
      body.hidden = !isSelected
    }
  }

  #createItem({ type, label, root }: MethodForm): HTMLElement {
    const tab = createButton('Tab', label, type)
    tab.id = `${type}-tab`
    tab.setAttribute('role', 'tab')
    const header = createButton('AccordionButton', label, type)
    const body = document.createElement('div')
    body.className = 'MethodBody'
    body.id = `${type}-panel`
    body.append(root)
    for (const button of [tab, header]) {
      button.setAttribute('aria-controls', body.id)
      button.addEventListener('click', () => this.#onSelect(type))
    }
    this.#tabs.append(tab)
    const item = document.createElement('div')
    item.className = 'AccordionItem'
    item.append(header, body)
    this.#items.set(type, { tab, header, body })
    return item
  }

  #moveByArrow(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const tabs = Array.from(this.#tabs.querySelectorAll('button'))
    const at = tabs.findIndex((tab) => tab === document.activeElement)
    if (step === undefined || at < 0) return
    const next = tabs[(at + step + tabs.length) % tabs.length]
    next?.click()
    next?.focus()
  }
}

function createButton(className: string, label: string, type: MethodType): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  const icon = document.createElement('span')
  icon.className = `MethodIcon MethodIcon--${type}`
  icon.setAttribute('aria-hidden', 'true')
  const text = document.createElement('span')
  text.className = 'TabLabel'
  text.textContent = label
  button.append(icon, text)
  return button
}
