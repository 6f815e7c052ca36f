/** A native modal dialog: the browser traps focus, hides the page behind it from assistive technology and handles Esc. */
export function createFrameDialog(
  frame: HTMLIFrameElement,
  { label, closeLabel }: { label: string; closeLabel: string },
) {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', label)
  Object.assign(dialog.style, {
    position: 'fixed',
    inset: '0',
    boxSizing: 'border-box',
    width: '100vw',
    height: '100dvh',
    maxWidth: 'none',
    maxHeight: 'none',
    margin: '0',
    padding: '12px',
    border: '0',
    display: 'grid',
    placeItems: 'center',
    background: 'rgb(10 15 30 / 60%)',
    overflow: 'auto',
  })

  const panel = document.createElement('div')
  Object.assign(panel.style, {
    position: 'relative',
    width: 'min(100%, 440px)',
    height: 'min(100%, 480px)',
    borderRadius: '14px',
    overflow: 'hidden',
    background: '#fff',
    boxShadow: '0 24px 64px rgb(0 0 0 / 35%)',
  })
  const closeButton = createCloseButton(closeLabel)
  panel.append(frame, closeButton)
  dialog.append(panel)
  return { dialog, panel, closeButton }
}

function createCloseButton(label: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('aria-label', label)
  button.textContent = '×'
  Object.assign(button.style, {
    position: 'absolute',
    top: '16px',
    right: '12px',
    width: '40px',
    height: '40px',
    border: '0',
    borderRadius: '20px',
    background: 'transparent',
    color: '#4a5568',
    font: '26px/1 system-ui, sans-serif',
    cursor: 'pointer',
  })
  return button
}
