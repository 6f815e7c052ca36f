import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'

const states: Record<string, string> = {
  base: '',
  complete: '.InputElement--complete',
  empty: '.InputElement--empty',
  invalid: '.InputElement--invalid',
}

/** The `style` option: properties by state, and within a state by `:focus`, `::placeholder` and the like. */
export function applyCardStyle(given: unknown): void {
  const sheet = new CSSStyleSheet()
  for (const [state, suffix] of Object.entries(states)) {
    const variant = asRecord(asRecord(given)[state])
    addRule(sheet, `.InputElement${suffix}`, variant)
    for (const [name, value] of Object.entries(variant)) {
      if (/^::?[a-z-]+$/.test(name)) addRule(sheet, `.InputElement${suffix}${name}`, asRecord(value))
    }
  }
  document.adoptedStyleSheets = [sheet]
}

function addRule(sheet: CSSStyleSheet, selector: string, declarations: UnknownRecord): void {
  const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)]
  if (!(rule instanceof CSSStyleRule)) return
  for (const [name, value] of Object.entries(declarations)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const property = name === 'iconColor' ? '--icon-color' : name.replaceAll(/[A-Z]/g, (it) => `-${it.toLowerCase()}`)
    rule.style.setProperty(property, String(value))
  }
}
