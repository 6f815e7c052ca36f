import type { FromChallenge, ToChallenge } from '../wire/messages.ts'
import { openChannel } from '../wire/open-channel.ts'
import { randomId } from '../wire/random-id.ts'

/** How long a page that was told to cancel may take before the modal closes without it. */
const cancelTimeoutMs = 4_000

/**
 * Shows the bank's challenge in a modal over the shop's page and resolves when it is over, however it ended. Esc and the
 * close button cancel the authentication, which the bank treats as failed. Focus returns to where it was.
 */
export function openChallenge(origin: string, challengeUrl: string): Promise<void> {
  const channelId = randomId()
  const frame = createFrame(origin, challengeUrl, channelId)
  const { dialog, closeButton } = createDialog(frame)

  return new Promise((resolve) => {
    const close = () => {
      channel.close()
      dialog.close()
      dialog.remove()
      resolve()
    }
    const cancel = () => {
      closeButton.disabled = true
      channel.send({ kind: 'cancel' })
      setTimeout(() => dialog.isConnected && close(), cancelTimeoutMs)
    }
    const channel = openChannel<ToChallenge, FromChallenge>({
      id: channelId,
      peer: () => frame.contentWindow,
      peerOrigin: origin,
      onMessage: (message) => (message.kind === 'escape' ? cancel() : close()),
    })
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      cancel()
    })
    closeButton.addEventListener('click', cancel)
    document.body.append(dialog)
    dialog.showModal()
    frame.focus()
  })
}

/** The path is taken from the sandbox's own address: it may be known by another name than the one in the answer. */
function createFrame(origin: string, challengeUrl: string, channelId: string): HTMLIFrameElement {
  const url = new URL(new URL(challengeUrl, origin).pathname, origin)
  url.search = new URLSearchParams({ channel: channelId, parent: location.origin }).toString()

  const frame = document.createElement('iframe')
  frame.src = url.href
  frame.title = '3D Secure authentication'
  Object.assign(frame.style, { display: 'block', border: '0', width: '100%', height: '100%', colorScheme: 'light' })
  return frame
}

/** A native modal dialog: the browser traps focus, hides the page behind it from assistive technology and handles Esc. */
function createDialog(frame: HTMLIFrameElement) {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', 'Confirm your payment with your bank')
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
  const closeButton = createCloseButton()
  panel.append(frame, closeButton)
  dialog.append(panel)
  return { dialog, closeButton }
}

function createCloseButton(): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('aria-label', 'Cancel authentication')
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
