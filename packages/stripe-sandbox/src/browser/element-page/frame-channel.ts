import type { FromFrame, ToFrame } from '../wire/messages.ts'
import { openChannel, type Channel } from '../wire/open-channel.ts'

/** The frame's end: the page that embeds it named itself and the channel in the frame's address. */
export function openFrameChannel(onMessage: (message: ToFrame) => void): Channel<FromFrame> {
  const query = new URLSearchParams(location.search)
  return openChannel<FromFrame, ToFrame>({
    id: query.get('channel') ?? '',
    peer: () => window.parent,
    peerOrigin: query.get('parent') ?? '',
    onMessage,
  })
}
