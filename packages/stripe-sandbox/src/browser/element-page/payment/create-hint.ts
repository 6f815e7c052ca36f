import { testCards } from '../../card/test-cards.ts'
import type { MethodType } from './method-form.ts'

type TestValues = Record<string, readonly { label: string; number: string }[]>

const lists: Record<MethodType, { title: string; values: TestValues }> = {
  card: { title: 'Use a test card', values: testCards },
  sepa_debit: {
    title: 'Use a test IBAN',
    values: {
      Succeeds: [
        { label: 'Germany', number: 'DE89370400440532013000' },
        { label: 'After three minutes', number: 'DE08370400440532013003' },
      ],
      Fails: [
        { label: 'Payment fails', number: 'DE62370400440532013001' },
        { label: 'Is disputed', number: 'DE35370400440532013002' },
        { label: 'Insufficient funds', number: 'DE65370400440002222227' },
      ],
    },
  },
  us_bank_account: {
    title: 'Use a test account',
    values: {
      Succeeds: [{ label: 'Payment succeeds', number: '000123456789' }],
      Fails: [
        { label: 'No account', number: '000111111116' },
        { label: 'Account closed', number: '000111111113' },
        { label: 'Insufficient funds', number: '000222222227' },
        { label: 'Debit not authorized', number: '000333333335' },
      ],
    },
  },
}

/** The line that says what this is, and a list that fills in one of Stripe's test cards or accounts. */
export function createHint(onPick: (value: string) => void) {
  const root = document.createElement('div')
  root.className = 'Hint'
  const text = document.createElement('p')
  text.className = 'HintText'
  const badge = document.createElement('strong')
  badge.textContent = 'Sandbox'
  const warning = document.createElement('span')
  text.append(badge, ' ', warning)
  const picker = document.createElement('select')
  picker.className = 'HintPicker'
  picker.addEventListener('change', () => {
    if (picker.value) onPick(picker.value)
    picker.value = ''
  })
  root.append(text, picker)

  let offered = ''
  const offer = (type: MethodType) => {
    if (type === offered) return
    offered = type
    const { title, values } = lists[type]
    warning.textContent = type === 'card' ? 'Never type a real card.' : 'Never type a real account.'
    picker.setAttribute('aria-label', title)
    picker.replaceChildren(new Option(title, ''), ...Object.entries(values).map(createGroup))
  }
  return { root, offer }
}

function createGroup([label, values]: [string, TestValues[string]]): HTMLOptGroupElement {
  const group = document.createElement('optgroup')
  group.label = label
  group.append(...values.map((value) => new Option(`${value.label} ···· ${value.number.slice(-4)}`, value.number)))
  return group
}
