import { isRecord } from '../../wire/is-record.ts'

export interface CardSiblings {
  /** What the frame of that part holds; it never passes through the shop's page. */
  ask(part: string): Promise<string>
  tell(part: string, text: string): void
}

/**
 * Number, date and code in frames of their own still make one card. Frames of this origin talk on a channel that pages of
 * other origins cannot join; the group's id keeps two cards on one page apart.
 */
export function openCardSiblings(
  groupId: string,
  own: { part: string; text: () => string; onTold: (part: string, text: string) => void },
): CardSiblings {
  const channel = new BroadcastChannel(`stripe-sandbox-card-${groupId}`)
  // A broadcast channel has no target: its own origin is the only one that can listen.
  // eslint-disable-next-line unicorn/require-post-message-target-origin
  const post = (message: object) => channel.postMessage(message)
  const waiting = new Map<string, ((text: string) => void)[]>()
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data)) return
    if (data['ask'] === own.part) post({ part: own.part, text: own.text() })
    if (typeof data['part'] !== 'string' || typeof data['text'] !== 'string') return
    own.onTold(data['part'], data['text'])
    for (const resolve of waiting.get(data['part']) ?? []) resolve(data['text'])
    waiting.delete(data['part'])
  })
  return {
    ask: (part) =>
      new Promise((resolve) => {
        waiting.set(part, [...(waiting.get(part) ?? []), resolve])
        post({ ask: part })
      }),
    tell: (part, text) => post({ part, text }),
  }
}
