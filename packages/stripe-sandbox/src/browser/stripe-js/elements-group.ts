import { callApi, type ApiCaller } from '../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion } from '../wire/messages.ts'
import type { StripeError } from '../wire/stripe-error.ts'
import { checkGroupOptions, warnUnknown } from './check-options.ts'
import { intentOf } from './client-secret.ts'
import { FramedElement, type ElementSpec } from './framed-element.ts'
import { IntegrationError } from './integration-error.ts'
import { paymentOptionNames, paymentSpec } from './payment/payment-spec.ts'

/** Element types offered. A new one is a folder beside `payment/` and a line here. */
const specs: Record<string, { spec: ElementSpec; optionNames: ReadonlySet<string> }> = {
  payment: { spec: paymentSpec, optionNames: paymentOptionNames },
}

/** One `stripe.elements()`. Cheap and silent until `create`: wrappers call it more than once and keep one. */
export class ElementsGroup {
  #caller
  #options
  #elements = new Map<string, FramedElement>()
  #intent: Promise<StripeError | undefined> | undefined
  #updateEnd = new Set<(event: UnknownRecord) => void>()
  /** Deferred groups must be submitted before a token is made of what is typed now. */
  isSubmitted = false

  constructor(caller: ApiCaller, options: UnknownRecord) {
    checkGroupOptions(options)
    this.#caller = caller
    this.#options = options
  }

  get clientSecret(): string | undefined {
    const secret = this.#options['clientSecret']
    return typeof secret === 'string' ? secret : undefined
  }

  /** The object that `stripe.elements()` gives out. */
  readonly shopFace = {
    create: (type: unknown, options: unknown) => this.#create(type, asRecord(options)),
    getElement: (type: unknown) => this.#elements.get(elementType(type))?.shopFace ?? null,
    update: (options: UnknownRecord) => this.#update(options),
    fetchUpdates: () => this.#fetchUpdates(),
    submit: () => this.submit(),
    on: (name: string, listener: (event: UnknownRecord) => void) => {
      if (name === 'update-end') this.#updateEnd.add(listener)
      return this.shopFace
    },
    off: (_name: string, listener: (event: UnknownRecord) => void) => {
      this.#updateEnd.delete(listener)
      return this.shopFace
    },
  }

  /** Validates what was typed and shows each field's message. */
  async submit(): Promise<UnknownRecord> {
    const answer = await this.ask('submit', {})
    if (answer.error) return { error: answer.error }
    this.isSubmitted = true
    return answer.value
  }

  /** @throws {IntegrationError} when there is no mounted element to answer */
  async ask(question: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer> {
    const element = this.#elements.get('payment')
    if (element?.isMounted) return element.ask(question, params)
    throw new IntegrationError('elements should have a mounted Payment Element.')
  }

  showDecline(error: StripeError): void {
    this.#elements.get('payment')?.showDecline(error)
  }

  #create(type: unknown, options: UnknownRecord) {
    const name = elementType(type)
    const offered = specs[name]
    if (!offered) throw new IntegrationError(`The Stripe sandbox does not offer elements.create('${name}') yet.`)
    if (this.#elements.has(name)) throw new IntegrationError(`Can only create one ${name} Element per Elements group.`)
    if (this.#options['mode'] === undefined && this.clientSecret === undefined) {
      throw new IntegrationError(
        'In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.',
      )
    }
    warnUnknown('create()', options, offered.optionNames)

    const element = new FramedElement({
      origin: this.#caller.origin,
      spec: offered.spec,
      options,
      prepare: () => (this.#intent ??= this.#readIntent()),
      setup: (current) => ({
        key: this.#caller.key,
        stripeAccount: this.#caller.stripeAccount,
        group: this.#options,
        options: current,
      }),
      onChange: () => (this.isSubmitted = false),
      onDestroy: () => this.#elements.delete(name),
    })
    this.#elements.set(name, element)
    return element.shopFace
  }

  async #update(options: UnknownRecord): Promise<void> {
    this.#options = { ...this.#options, ...options }
    for (const element of this.#elements.values()) element.refresh()
    for (const listener of this.#updateEnd) listener({})
  }

  async #fetchUpdates(): Promise<{ error?: StripeError }> {
    const error = await (this.#intent = this.#readIntent())
    for (const element of this.#elements.values()) element.refresh()
    return error ? { error } : {}
  }

  async #readIntent(): Promise<StripeError | undefined> {
    if (!this.clientSecret) return undefined
    const { path, params } = intentOf(this.clientSecret, 'elements')
    const { object, error } = await callApi(this.#caller, { method: 'GET', path, params })
    if (error) return error
    const { amount, currency, setup_future_usage: setupFutureUsage } = object
    this.#options = { ...this.#options, amount, currency, setupFutureUsage: setupFutureUsage ?? undefined }
    return undefined
  }
}

/** React wrappers let `getElement` be called with the component, which carries its type. */
function elementType(type: unknown): string {
  if (typeof type === 'string') return type
  const carried = typeof type === 'function' ? Object.getOwnPropertyDescriptor(type, '__elementType')?.value : undefined
  return typeof carried === 'string' ? carried : String(type)
}
