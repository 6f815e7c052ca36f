import { isRecord } from './is-record.ts'

export interface ChannelEnd<In> {
  id: string
  peer: () => Window | null
  peerOrigin: string
  onMessage: (message: In) => void
}

export interface Channel<Out> {
  send(message: Out): void
  close(): void
}

/**
 * One end of a conversation between the shop's page and a frame. A message counts only when its origin, its source
 * window and its channel id are all the expected ones, so neither other frames nor other elements can join in.
 */
export function openChannel<Out, In>({ id, peer, peerOrigin, onMessage }: ChannelEnd<In>): Channel<Out> {
  const receive = (event: MessageEvent<unknown>) => {
    if (event.origin !== peerOrigin || event.source === null || event.source !== peer()) return
    if (!isRecord(event.data) || event.data['stripeSandboxChannel'] !== id) return
    // The peer is our own script of the same build, proven by the three checks above.
    onMessage(event.data['message'] as In)
  }
  window.addEventListener('message', receive)
  return {
    send: (message) => peer()?.postMessage({ stripeSandboxChannel: id, message }, peerOrigin),
    close: () => window.removeEventListener('message', receive),
  }
}
