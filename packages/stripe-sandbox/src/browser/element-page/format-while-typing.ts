/**
 * Keeps an input in its format at each key stroke, with the caret after the same character that it was after.
 *
 * @param format gets the raw text and whether the shopper is deleting; its digits must be those of the text, in order
 */
export function formatWhileTyping(
  input: HTMLInputElement,
  format: (text: string, isDeleting: boolean) => string,
): void {
  input.addEventListener('beforeinput', (event) => stepOverSeparator(input, event))
  input.addEventListener('input', (event) => {
    const isDeleting = event instanceof InputEvent && event.inputType.startsWith('delete')
    const raw = input.value
    const caret = input.selectionStart ?? raw.length
    const formatted = format(raw, isDeleting)
    if (formatted === raw) return

    const typedBefore = countTyped(raw.slice(0, caret))
    input.value = formatted
    const isAtEnd = caret === raw.length
    const position = isAtEnd ? formatted.length : positionAfter(formatted, typedBefore)
    if (document.activeElement === input) input.setSelectionRange(position, position)
  })
}

/** Backspace right of a separator deletes the character left of it, since the separator would come back. */
function stepOverSeparator(input: HTMLInputElement, event: InputEvent): void {
  const { selectionStart: start, selectionEnd: end } = input
  if (event.inputType !== 'deleteContentBackward' || start === null || start !== end) return
  let position = start
  while (position > 0 && countTyped(input.value.charAt(position - 1)) === 0) position -= 1
  if (position !== start) input.setSelectionRange(position, position)
}

const countTyped = (text: string): number => text.replaceAll(/[^\da-z]/gi, '').length

function positionAfter(text: string, typed: number): number {
  let position = 0
  while (position < text.length && countTyped(text.slice(0, position)) < typed) position += 1
  return position
}
