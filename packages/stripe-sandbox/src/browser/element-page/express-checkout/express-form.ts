import { asRecord, asText } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import type { PageForm, ReportEvent } from '../page-form.ts'

const wallets = [
  { type: 'link', option: 'link', label: 'Pay with Link', text: 'link' },
  { type: 'google_pay', option: 'googlePay', label: 'Google Pay', text: 'G Pay' },
  { type: 'apple_pay', option: 'applePay', label: 'Apple Pay', text: ' Pay' },
]

/**
 * The Express Checkout Element: a button for each wallet. All of them open the sandbox's own sheet, in the shop's page.
 * Apple Pay is shown on request only, as on other browsers than Safari.
 */
export function createExpressForm(setup: FrameSetup, report: ReportEvent): PageForm {
  const root = document.createElement('main')
  root.className = 'Form Express'
  const chosen = shownWallets(setup)
  const apply = ({ options }: FrameSetup) => {
    const heightPx = typeof options['buttonHeight'] === 'number' ? options['buttonHeight'] : 44
    root.style.setProperty('--button-height', `${Math.min(55, Math.max(40, heightPx))}px`)
    const columns = asRecord(options['layout'])['maxColumns']
    root.style.setProperty('--columns', String(typeof columns === 'number' && columns > 0 ? columns : chosen.length))
  }
  for (const { type, label, text } of chosen) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = `WalletButton WalletButton--${type}`
    button.setAttribute('aria-label', label)
    button.textContent = text
    button.addEventListener('click', () => report('click', { expressPaymentType: type }))
    root.append(button)
  }
  apply(setup)
  return {
    root,
    readyDetail: { availablePaymentMethods: available(chosen.map(({ option }) => option)) },
    apply,
    focus: () => root.querySelector('button')?.focus(),
    clear: () => undefined,
    answer: async () => ({ value: {} }),
  }
}

function shownWallets({ options }: FrameSetup) {
  const wishes = { ...asRecord(options['wallets']), ...asRecord(options['paymentMethods']) }
  const isShown = (option: string) =>
    option === 'applePay' ? wishes[option] === 'always' : asText(wishes[option]) !== 'never'
  const order = Array.isArray(options['paymentMethodOrder']) ? options['paymentMethodOrder'].map(String) : []
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return wallets.filter(({ option }) => isShown(option)).toSorted((one, other) => rank(one.option) - rank(other.option))
}

/** Undefined when none can be shown, as Stripe says it. */
function available(shown: readonly string[]) {
  const names = ['amazonPay', 'applePay', 'googlePay', 'link', 'paypal', 'klarna']
  return shown.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, shown.includes(name)]))
}
