import { testCards } from '../../card/test-cards.ts'

/** The line that says what this is, and a list that fills in one of Stripe's test cards. */
export function createHint(onPick: (number: string) => void): HTMLElement {
  const hint = document.createElement('div')
  hint.className = 'Hint'
  const text = document.createElement('p')
  text.className = 'HintText'
  const badge = document.createElement('strong')
  badge.textContent = 'Sandbox'
  text.append(badge, ' Never type a real card.')
  hint.append(text, createPicker(onPick))
  return hint
}

function createPicker(onPick: (number: string) => void): HTMLSelectElement {
  const picker = document.createElement('select')
  picker.className = 'HintPicker'
  picker.setAttribute('aria-label', 'Use a test card')
  picker.append(new Option('Use a test card', ''))
  for (const [label, cards] of Object.entries(testCards)) {
    const group = document.createElement('optgroup')
    group.label = label
    group.append(...cards.map((card) => new Option(`${card.label} ···· ${card.number.slice(-4)}`, card.number)))
    picker.append(group)
  }
  picker.addEventListener('change', () => {
    if (picker.value) onPick(picker.value)
    picker.value = ''
  })
  return picker
}
