import { asRecord, asText, type UnknownRecord } from '../../wire/is-record.ts'
import type { FrameSetup } from '../../wire/messages.ts'
import { warn } from '../check-options.ts'
import type { Emitter } from '../emitter.ts'
import { WalletSheet } from './wallet-sheet.ts'

export interface ExpressCheckoutHost {
  origin: string
  /** With the options of the element. */
  setup: () => FrameSetup
  /** The sheet that `submit` and `createConfirmationToken` mean from now on; undefined for none. */
  onSheet: (sheet: WalletSheet | undefined) => void
}

/** How long a shop may think about a click, as with Stripe. */
const clickTimeoutMs = 1_000

const walletNames: Record<string, string> = { apple_pay: 'Apple Pay', google_pay: 'Google Pay', link: 'Link' }

/** From the click of a wallet's button to the shopper's consent. The shop hears of each step and may answer. */
export class ExpressCheckout {
  readonly #host: ExpressCheckoutHost
  #sheet: WalletSheet | undefined
  #details: UnknownRecord = {}

  constructor(host: ExpressCheckoutHost) {
    this.#host = host
  }

  click(type: string, emitter: Emitter): void {
    let isDecided = false
    const decide = (open: boolean) => (details?: unknown) => {
      if (isDecided) return
      isDecided = true
      clearTimeout(timer)
      if (open) this.#open(type, asRecord(details), emitter)
    }
    const timer = setTimeout(() => {
      isDecided = true
      warn('[Stripe.js] event.resolve() was not called within 1 second of the click event: the wallet does not open.')
    }, clickTimeoutMs)
    const event = { elementType: 'expressCheckout', expressPaymentType: type }
    emitter.emit('click', { ...event, resolve: decide(true), reject: decide(false) })
    if (!emitter.has('click')) decide(true)()
  }

  refresh(): void {
    this.#sheet?.refresh()
  }

  close(): void {
    this.#sheet?.close()
  }

  #open(type: string, details: UnknownRecord, emitter: Emitter): void {
    this.#sheet?.close()
    this.#details = details
    const sheet = new WalletSheet({
      origin: this.#host.origin,
      setup: () => this.#orderSetup(type),
      onEvent: (name, detail) => this.#hear({ type, sheet, emitter, name, detail }),
      onClose: () => {
        this.#sheet = undefined
        this.#host.onSheet(undefined)
      },
    })
    this.#sheet = sheet
  }

  #hear({ type, sheet, emitter, name, detail }: Heard): void {
    if (name === 'cancel') return emitter.emit(name, { elementType: 'expressCheckout' })
    if (name === 'confirm') {
      this.#host.onSheet(sheet)
      const paymentFailed = (why?: unknown) => sheet.refresh(failureText(asRecord(why)))
      return emitter.emit(name, { ...detail, expressPaymentType: type, paymentFailed })
    }
    if (name !== 'shippingaddresschange' && name !== 'shippingratechange') return
    const resolve = (details?: unknown) => {
      this.#details = { ...this.#details, ...asRecord(details) }
      sheet.refresh()
    }
    const reject = () => sheet.refresh('The shop does not deliver there. Please choose another one.')
    emitter.emit(name, { ...detail, resolve, reject })
    if (!emitter.has(name)) resolve()
  }

  /** The order as options, deals of the click over those of the element. */
  #orderSetup(type: string): FrameSetup {
    const setup = this.#host.setup()
    const given = { ...setup.options, ...this.#details }
    return {
      ...setup,
      options: {
        walletName: walletNames[type] ?? type,
        businessName: asText(asRecord(given['business'])['name']),
        amount: setup.group['amount'],
        currency: setup.group['currency'],
        lineItems: given['lineItems'],
        shippingRates: given['shippingRates'],
        asksEmail: given['emailRequired'] === true,
        asksPhone: given['phoneNumberRequired'] === true,
        asksShipping: given['shippingAddressRequired'] === true,
        asksBilling: given['billingAddressRequired'] !== false,
        allowedCountries: given['allowedShippingCountries'],
      },
    }
  }
}

interface Heard {
  type: string
  sheet: WalletSheet
  emitter: Emitter
  name: string
  detail: UnknownRecord
}

const reasons: Record<string, string> = {
  address_unserviceable: 'The shop does not deliver to this address.',
  invalid_billing_address: 'The billing address is not valid.',
  invalid_payment_data: 'The payment details are not valid.',
  invalid_shipping_address: 'The shipping address is not valid.',
}

const failureText = ({ message, reason }: UnknownRecord): string =>
  asText(message) || reasons[asText(reason)] || 'The payment failed.'
