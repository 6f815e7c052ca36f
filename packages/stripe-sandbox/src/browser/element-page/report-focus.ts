/** Focus and blur of the element as a whole, and Esc: moving between its fields is neither. */
export function reportFocus(root: HTMLElement, report: (name: 'focus' | 'blur' | 'escape') => void): void {
  let hasFocus = false
  root.addEventListener('focusin', () => {
    if (!hasFocus) report('focus')
    hasFocus = true
  })
  root.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && root.contains(event.relatedTarget)) return
    hasFocus = false
    report('blur')
  })
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') report('escape')
  })
}
