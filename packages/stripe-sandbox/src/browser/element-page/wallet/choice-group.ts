/** A fieldset of radio buttons over things that have a label; the first is chosen. */
export function choiceGroup<Choice extends { label?: string; displayName?: string; detail?: string }>(
  legend: string,
  choices: readonly Choice[],
) {
  const root = document.createElement('fieldset')
  root.className = 'Saved SheetGroup'
  const title = document.createElement('legend')
  title.textContent = legend
  root.append(title)
  const inputs = choices.map((choice, index) => {
    const input = document.createElement('input')
    input.type = 'radio'
    input.name = legend
    input.checked = index === 0
    const label = document.createElement('label')
    label.className = 'SavedChoice'
    const text = document.createElement('span')
    text.textContent = choice.label ?? choice.displayName ?? ''
    const detail = document.createElement('span')
    detail.className = 'SavedDetail'
    detail.textContent = choice.detail ?? ''
    label.append(input, text, detail)
    root.append(label)
    return input
  })
  return {
    root,
    chosen: (): Choice | undefined => choices[inputs.findIndex((input) => input.checked)],
    choose: (id: unknown) => {
      const input = inputs[choices.findIndex((choice) => 'id' in choice && choice.id === id)]
      if (input) input.checked = true
    },
  }
}
