import type { UnknownRecord } from '../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup, FromFrame, ToFrame } from '../wire/messages.ts'
import { openChannel } from '../wire/open-channel.ts'
import { randomId } from '../wire/random-id.ts'
import type { StripeError } from '../wire/stripe-error.ts'

export interface ElementFrameInput {
  origin: string
  page: string
  title: string
  /** Kept free until the frame says how tall it is, so that the page does not jump. */
  heightPx: number
  onMessage: (message: FromFrame) => void
}

/** Room around the fields for focus rings, which the frame would otherwise cut off. */
const bleedPx = 4

/** An iframe of the sandbox's origin and the conversation with it. `ask` waits for as long as the frame lives. */
export class ElementFrame {
  readonly node: HTMLIFrameElement
  #channel
  #answers = new Map<number, (answer: FrameAnswer) => void>()
  #nextId = 1

  constructor(input: ElementFrameInput) {
    const id = randomId()
    this.node = createIframe(input, id)
    this.#channel = openChannel<ToFrame, FromFrame>({
      id,
      peer: () => this.node.contentWindow,
      peerOrigin: input.origin,
      onMessage: (message) => {
        if (message.kind === 'height') this.node.style.height = `${message.heightPx}px`
        else if (message.kind === 'answer') this.#settle(message.id, message.answer)
        else input.onMessage(message)
      },
    })
  }

  setUp(setup: FrameSetup): void {
    this.#channel.send({ kind: 'setup', setup })
  }

  command(name: 'focus' | 'blur' | 'clear' | 'collapse'): void {
    if (name === 'focus') this.node.focus()
    this.#channel.send({ kind: 'command', name })
  }

  showDecline(error: StripeError): void {
    this.#channel.send({ kind: 'declined', error })
  }

  ask(name: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer> {
    const id = this.#nextId++
    return new Promise((resolve) => {
      this.#answers.set(id, resolve)
      this.#channel.send({ kind: 'question', id, name, params })
    })
  }

  destroy(): void {
    this.#channel.close()
    this.node.remove()
    const message = 'The Element was unmounted before it could answer.'
    for (const id of this.#answers.keys()) this.#settle(id, { error: { type: 'invalid_request_error', message } })
  }

  #settle(id: number, answer: FrameAnswer): void {
    this.#answers.get(id)?.(answer)
    this.#answers.delete(id)
  }
}

/** Styles are set one by one: a shop's policy may forbid style attributes, never the CSS object model. */
function createIframe({ origin, page, title, heightPx }: ElementFrameInput, id: string): HTMLIFrameElement {
  const url = new URL(page, origin)
  url.search = new URLSearchParams({ channel: id, parent: location.origin }).toString()

  const node = document.createElement('iframe')
  node.src = url.href
  node.title = title
  node.name = `__privateStripeFrame${id.slice(0, 8)}`
  node.setAttribute('allow', 'payment *')
  node.setAttribute('scrolling', 'no')
  Object.assign(node.style, {
    display: 'block',
    border: '0',
    margin: `-${bleedPx}px`,
    width: `calc(100% + ${2 * bleedPx}px)`,
    maxWidth: 'none',
    height: `${heightPx}px`,
    background: 'transparent',
    colorScheme: 'light', // as the page inside, else browsers paint an opaque canvas behind it
    userSelect: 'none',
  })
  return node
}
