import { asRecord, asText, type UnknownRecord } from '../wire/is-record.ts'

type Variables = Record<string, string>

const systemFont = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Open Sans", sans-serif'

const stripeTheme: Variables = {
  colorPrimary: '#0570de',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorTextSecondary: '#6d6e78',
  colorTextPlaceholder: '#757680',
  colorDanger: '#df1b41',
  borderRadius: '5px',
  fontFamily: systemFont,
  fontSizeBase: '16px',
  fontWeightNormal: '400',
  spacingUnit: '4px',
}

/** Stripe's themes. https://docs.stripe.com/elements/appearance-api */
const themes: Record<string, Variables> = {
  stripe: stripeTheme,
  night: {
    ...stripeTheme,
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c5c6cf',
    colorTextPlaceholder: '#9c9da9',
    colorDanger: '#fe87a1',
  },
  flat: { ...stripeTheme, colorBackground: '#f1f1f1', borderRadius: '4px' },
}

/** Dresses the page: theme, then variables as custom properties, then rules, which win as with Stripe. */
export function applyAppearance(given: unknown): void {
  const appearance = asRecord(given)
  const theme = asText(appearance['theme'])
  const root = document.documentElement
  root.dataset['theme'] = theme in themes ? theme : 'stripe'
  root.dataset['labels'] = appearance['labels'] === 'floating' ? 'floating' : 'above'

  root.removeAttribute('style')
  for (const [name, value] of Object.entries({
    ...stripeTheme,
    ...themes[theme],
    ...asRecord(appearance['variables']),
  })) {
    if (typeof value === 'string') root.style.setProperty(`--${kebab(name)}`, value)
  }
  root.dataset['tone'] = isDark(getComputedStyle(root).getPropertyValue('--color-background')) ? 'dark' : 'light'
  document.adoptedStyleSheets = [sheetOf(asRecord(appearance['rules']))]
}

/** `.Input`, `.Input:focus`, `.Tab.Tab--selected`, `.Input::placeholder`: the public class names and nothing else. */
const selectorShape = /^(\.[A-Z][A-Za-z]*(--[a-zA-Z]+)?)+(::?[a-z-]+)*$/

function sheetOf(rules: UnknownRecord): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  for (const [selector, declarations] of Object.entries(rules)) {
    if (!selectorShape.test(selector)) continue
    const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)]
    if (!(rule instanceof CSSStyleRule)) continue
    for (const [name, value] of Object.entries(asRecord(declarations))) {
      if (typeof value === 'string') rule.style.setProperty(kebab(name), value)
    }
  }
  return sheet
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Whether lists that the browser draws itself have to be dark. A colour that cannot be read counts as light. */
function isDark(colour: string): boolean {
  const probe = document.createElement('i')
  probe.style.color = colour
  document.body.append(probe)
  const [red = 255, green = 255, blue = 255] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number)
  probe.remove()
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128
}
