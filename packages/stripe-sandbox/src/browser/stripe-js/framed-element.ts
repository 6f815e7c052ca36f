import type { UnknownRecord } from '../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup } from '../wire/messages.ts'
import type { StripeError } from '../wire/stripe-error.ts'
import { ElementFrame } from './element-frame.ts'
import { Emitter, type Listener } from './emitter.ts'
import { IntegrationError } from './integration-error.ts'

/** What distinguishes one element type from another on the shop's side. */
export interface ElementSpec {
  type: string
  page: string
  title: string
  reservedHeightPx(options: UnknownRecord): number
}

/** What an element needs from its group. */
export interface ElementHost {
  origin: string
  spec: ElementSpec
  options: UnknownRecord
  /** Resolves when the group knows everything a frame needs, or with why it never will. */
  prepare(): Promise<StripeError | undefined>
  setup(options: UnknownRecord): FrameSetup
  onChange(): void
  /** Takes over an event of the frame that is more than news; true when it did. */
  onEvent(name: string, detail: UnknownRecord, emitter: Emitter): boolean
  /** Called when the element has become ready or has left the page. */
  onMountChange(): void
  onDestroy(): void
}

/** A frame that has not even said hello by then is not coming. */
const helloTimeoutMs = 15_000

const framedElements = new WeakMap<object, FramedElement>()

/** The element behind what `elements.create()` gave out. */
export const framedElementOf = (face: unknown): FramedElement | undefined =>
  typeof face === 'object' && face !== null ? framedElements.get(face) : undefined

/** An element as the shop sees it (`mount`, `on`, `update` …) and, beside it, what the group needs. */
export class FramedElement {
  #host
  #options
  #emitter = new Emitter()
  #frame: ElementFrame | undefined
  #whenReady = Promise.withResolvers<ElementFrame>()
  #container: Element | undefined
  #isReady = false
  #isDestroyed = false
  #helloTimer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ElementHost) {
    this.#host = host
    this.#options = host.options
    framedElements.set(this.shopFace, this)
  }

  get setup(): FrameSetup {
    return this.#host.setup(this.#options)
  }

  /** The object that `elements.create()` gives out: plain functions, so that callers may detach or spread them. */
  readonly shopFace = {
    on: (name: string, listener: Listener) => (this.#emitter.on(name, listener), this.shopFace),
    once: (name: string, listener: Listener) => (this.#emitter.once(name, listener), this.shopFace),
    off: (name: string, listener?: Listener) => (this.#emitter.off(name, listener), this.shopFace),
    mount: (target: unknown) => this.#mount(target),
    update: (options: UnknownRecord) => this.#update(options),
    unmount: () => this.#unmount(),
    destroy: () => this.#destroy(),
    focus: () => this.#frame?.command('focus'),
    blur: () => this.#frame?.command('blur'),
    clear: () => this.#frame?.command('clear'),
    collapse: () => this.#frame?.command('collapse'),
    getValue: async () => (await this.ask('getValue', {})).value,
  }

  get isMounted(): boolean {
    return this.#frame !== undefined
  }

  get isReady(): boolean {
    return this.#isReady
  }

  /** Waits for the frame to be ready, then for its answer. */
  async ask(question: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer> {
    const frame = await this.#whenReady.promise
    return frame.ask(question, params)
  }

  /** Shows the shopper, beside the field it is about, why the bank said no. */
  showDecline(error: StripeError): void {
    this.#frame?.showDecline(error)
  }

  /** Sends the frame the options as they are now. */
  refresh(): void {
    this.#frame?.setUp(this.setup)
  }

  #mount(target: unknown): void {
    if (this.#isDestroyed) {
      throw new IntegrationError('This Element has already been destroyed. Please create a new one.')
    }
    const container = findContainer(target)
    if (this.#frame && this.#container === container) return
    this.#unmount()

    const { spec, origin } = this.#host
    const { page, title, type } = spec
    const frame = new ElementFrame({
      origin,
      page,
      title,
      heightPx: spec.reservedHeightPx(this.#options),
      onMessage: (message) => {
        if (message.kind === 'hello') void this.#greet(frame)
        else if (message.kind === 'ready') {
          this.#isReady = true
          this.#whenReady.resolve(frame)
          this.#emitter.emit('ready', { elementType: type, ...message.detail })
          this.#host.onMountChange()
        } else if (message.kind === 'event') {
          if (message.name === 'change') this.#host.onChange()
          if (this.#host.onEvent(message.name, message.detail, this.#emitter)) return
          this.#showState(message.name, message.detail)
          this.#emitter.emit(message.name, { elementType: type, ...message.detail })
        }
      },
    })
    this.#frame = frame
    this.#container = container
    container.classList.add('StripeElement')
    container.replaceChildren(frame.node)
    this.#helloTimer = setTimeout(() => this.#failToLoad(unreachable(origin)), helloTimeoutMs)
  }

  async #greet(frame: ElementFrame): Promise<void> {
    clearTimeout(this.#helloTimer)
    this.#emitter.emit('loaderstart', { elementType: this.#host.spec.type })
    const error = await this.#host.prepare()
    if (frame !== this.#frame) return
    if (error) this.#failToLoad(error)
    else this.refresh()
  }

  #failToLoad(error: StripeError): void {
    this.#emitter.emit('loaderror', { elementType: this.#host.spec.type, error })
  }

  #showState(name: string, detail: UnknownRecord): void {
    const classes = this.#container?.classList
    if (name === 'focus') classes?.add('StripeElement--focus')
    if (name === 'blur') classes?.remove('StripeElement--focus')
    if (name !== 'change') return
    classes?.toggle('StripeElement--empty', detail['empty'] === true)
    classes?.toggle('StripeElement--complete', detail['complete'] === true)
    classes?.toggle('StripeElement--invalid', detail['error'] !== undefined)
  }

  #update(options: UnknownRecord): void {
    this.#options = { ...this.#options, ...options }
    this.refresh()
  }

  #unmount(): void {
    clearTimeout(this.#helloTimer)
    this.#frame?.destroy()
    this.#container?.classList.remove(...stateClasses)
    this.#frame = undefined
    this.#container = undefined
    this.#whenReady = Promise.withResolvers()
    this.#emitter.forgetReady()
    if (this.#isReady) this.#host.onMountChange()
    this.#isReady = false
  }

  #destroy(): void {
    if (this.#isDestroyed) return
    this.#unmount()
    this.#isDestroyed = true
    this.#host.onDestroy()
  }
}

const stateClasses = ['', '--empty', '--complete', '--focus', '--invalid'].map((state) => `StripeElement${state}`)

function findContainer(target: unknown): Element {
  if (target instanceof Element) return target
  if (typeof target !== 'string') {
    throw new IntegrationError('Missing argument. Make sure to call mount() with a valid DOM element or selector.')
  }
  const found = document.querySelector(target)
  if (found) return found
  const hint = 'Make sure the element exists on the page before calling mount().'
  throw new IntegrationError(
    `The selector you specified (${target}) applies to no DOM elements that are currently on the page. ${hint}`,
  )
}

const unreachable = (origin: string): StripeError => ({
  type: 'api_connection_error',
  message: `The frame of the Stripe sandbox at ${origin} did not load. Is the sandbox running?`,
})
