import { callApi, type ApiCaller } from '../wire/call-api.ts'
import { asRecord, asText, type UnknownRecord } from '../wire/is-record.ts'
import type { FrameAnswer, FrameQuestion } from '../wire/messages.ts'
import { merge } from '../wire/merge.ts'
import { randomId } from '../wire/random-id.ts'
import type { StripeError } from '../wire/stripe-error.ts'
import { checkGroupOptions, warnUnknown } from './check-options.ts'
import { intentOf } from './client-secret.ts'
import { elementSpecs } from './element-specs.ts'
import { ExpressCheckout } from './express-checkout/express-checkout.ts'
import type { WalletSheet } from './express-checkout/wallet-sheet.ts'
import { FramedElement } from './framed-element.ts'
import { gatherContact } from './gather-contact.ts'
import { IntegrationError } from './integration-error.ts'

/** One `stripe.elements()`. Cheap and silent until `create`: wrappers call it more than once and keep one. */
export class ElementsGroup {
  readonly #id = randomId()
  #caller
  #options
  #elements = new Map<string, FramedElement>()
  #express: ExpressCheckout | undefined
  /** Open and agreed to: until it closes, it is what the group collects. */
  #wallet: WalletSheet | undefined
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
    getElement: (type: unknown, about?: unknown) => this.#find(elementType(type), asRecord(about))?.shopFace ?? null,
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

  /** Validates what was typed, in the Payment Element and in those beside it, and shows each field's message. */
  async submit(): Promise<UnknownRecord> {
    const { value, error } = await this.trySubmit()
    return error ? { error } : value
  }

  async trySubmit(): Promise<FrameAnswer> {
    const answer = await this.#askAll()
    if (!answer.error) this.isSubmitted = true
    return answer
  }

  /**
   * Asks the Payment Element, which is given what address and email elements of the group hold.
   *
   * @throws {IntegrationError} when there is no mounted element to answer
   */
  async ask(question: FrameQuestion, params: UnknownRecord): Promise<FrameAnswer> {
    if (this.#wallet) return this.#wallet.ask(question, params)
    const payment = this.#payment()
    const contact = await gatherContact(this.#elements, question)
    return payment.ask(question, merge(contact, params))
  }

  async #askAll(): Promise<FrameAnswer> {
    if (this.#wallet) return this.#wallet.ask('submit', {})
    const payment = this.#payment()
    let answer: FrameAnswer = { value: {} }
    for (const [name, element] of this.#elements) {
      if (element === payment || !element.isMounted || !isBesidePayment(name)) continue
      answer = await element.ask('submit', {})
      if (answer.error) return answer
    }
    return payment.ask('submit', {})
  }

  #payment(): FramedElement {
    const element = this.#elements.get('payment')
    if (element?.isMounted) return element
    throw new IntegrationError('elements should have a mounted Payment Element.')
  }

  showDecline(error: StripeError): void {
    this.#elements.get('payment')?.showDecline(error)
  }

  #find(type: string, about: UnknownRecord): FramedElement | undefined {
    const exact = this.#elements.get(keyOf(type, about))
    return exact ?? Array.from(this.#elements).find(([key]) => key.split(':')[0] === type)?.[1]
  }

  #create(given: unknown, options: UnknownRecord) {
    const type = elementType(given)
    const offered = elementSpecs[type]
    if (!offered) throw new IntegrationError(`The Stripe sandbox does not offer elements.create('${type}') yet.`)
    const key = keyOf(type, options)
    if (this.#elements.has(key)) throw new IntegrationError(`Can only create one ${type} Element per Elements group.`)
    if (type === 'address' && options['mode'] !== 'shipping' && options['mode'] !== 'billing') {
      throw new IntegrationError('You must pass a mode of "shipping" or "billing" when creating an Address Element.')
    }
    if (offered.needsIntent && this.#options['mode'] === undefined && this.clientSecret === undefined) {
      throw new IntegrationError(
        `In order to create a ${type} element, you must pass a clientSecret or mode when creating the Elements group.`,
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
        groupId: this.#id,
        mounted: Array.from(this.#elements.keys()).filter((name) => this.#elements.get(name)?.isMounted),
        group: this.#options,
        options: current,
      }),
      onChange: () => (this.isSubmitted = false),
      onEvent: (name, detail, emitter) => {
        if (type !== 'expressCheckout' || name !== 'click') return false
        this.#expressOf(element).click(asText(detail['expressPaymentType']), emitter)
        return true
      },
      onMountChange: () => this.#refreshOthers(key),
      onDestroy: () => {
        this.#elements.delete(key)
        if (type !== 'expressCheckout') return
        this.#express?.close()
        this.#express = undefined
      },
    })
    this.#elements.set(key, element)
    return element.shopFace
  }

  #expressOf(element: FramedElement): ExpressCheckout {
    return (this.#express ??= new ExpressCheckout({
      origin: this.#caller.origin,
      setup: () => element.setup,
      onSheet: (sheet) => {
        this.#wallet = sheet
        this.isSubmitted = false
      },
    }))
  }

  /** The Payment Element does not ask for what an element beside it asks for. */
  #refreshOthers(key: string): void {
    for (const [name, element] of this.#elements) if (name !== key && element.isReady) element.refresh()
  }

  async #update(options: UnknownRecord): Promise<void> {
    this.#options = { ...this.#options, ...options }
    for (const element of this.#elements.values()) element.refresh()
    this.#express?.refresh()
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
    const { amount, currency, setup_future_usage: setupFutureUsage, payment_method_types: paymentMethodTypes } = object
    const mode = object['object'] === 'setup_intent' ? 'setup' : 'payment'
    this.#options = {
      ...this.#options,
      mode,
      amount,
      currency,
      paymentMethodTypes,
      setupFutureUsage: setupFutureUsage ?? undefined,
    }
    return undefined
  }
}

const isBesidePayment = (key: string): boolean => key === 'linkAuthentication' || key.startsWith('address:')

/** A group has one element of a type, or one Address Element for each mode. */
const keyOf = (type: string, about: UnknownRecord): string =>
  type === 'address' ? `address:${asText(about['mode'])}` : type

/** React wrappers let `getElement` be called with the component, which carries its type. */
function elementType(type: unknown): string {
  if (typeof type === 'string') return type
  const carried = typeof type === 'function' ? Object.getOwnPropertyDescriptor(type, '__elementType')?.value : undefined
  return typeof carried === 'string' ? carried : String(type)
}
