import type { FromChallenge, ToChallenge } from '../wire/messages.ts'
import { openChannel } from '../wire/open-channel.ts'
import { randomId } from '../wire/random-id.ts'
import { createFrameDialog } from './frame-dialog.ts'

/** How long a page that was told to cancel may take before the modal closes without it. */
const cancelTimeoutMs = 4_000

/**
 * Shows the bank's challenge in a modal over the shop's page and resolves when it is over, however it ended. Esc and the
 * close button cancel the authentication, which the bank treats as failed. Focus returns to where it was.
 */
export function openChallenge(origin: string, challengeUrl: string): Promise<void> {
  const channelId = randomId()
  const frame = createFrame(origin, challengeUrl, channelId)
  const { dialog, closeButton } = createFrameDialog(frame, {
    label: 'Confirm your payment with your bank',
    closeLabel: 'Cancel authentication',
  })

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
