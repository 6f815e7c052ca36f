import './challenge.css'

import type { FromChallenge, ToChallenge } from '../wire/messages.ts'
import { openChannel } from '../wire/open-channel.ts'

/**
 * The challenge inside the shop's modal: sends the choice without leaving the page and tells the shop's page that it is
 * over. Opened on its own, the page is a plain form and needs no script.
 */
const query = new URLSearchParams(location.search)
const channelId = query.get('channel')
if (window.parent !== window && channelId) listen(channelId, query.get('parent') ?? '')

function listen(id: string, peerOrigin: string): void {
  const channel = openChannel<FromChallenge, ToChallenge>({
    id,
    peer: () => window.parent,
    peerOrigin,
    onMessage: () => void finish('failed'),
  })
  const finish = async (outcome: string) => {
    for (const button of document.querySelectorAll('button')) button.disabled = true
    const body = new URLSearchParams({ outcome })
    await fetch(location.pathname, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
    channel.send({ kind: 'done' })
  }

  document.addEventListener('submit', (event) => {
    event.preventDefault()
    if (event.submitter instanceof HTMLButtonElement) void finish(event.submitter.value)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') channel.send({ kind: 'escape' })
  })
  document.querySelector('button')?.focus()
}
