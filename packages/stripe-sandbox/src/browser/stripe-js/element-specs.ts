import type { ElementSpec } from './framed-element.ts'
import { paymentOptionNames, paymentSpec } from './payment/payment-spec.ts'

export interface OfferedElement {
  spec: ElementSpec
  optionNames: ReadonlySet<string>
  /** Whether the group needs a client secret or a mode to make one. */
  needsIntent: boolean
}

const cardOptionNames = new Set([
  'classes',
  'style',
  'value',
  'hidePostalCode',
  'iconStyle',
  'hideIcon',
  'showIcon',
  'disabled',
  'disableLink',
  'placeholder',
  'preferredNetwork',
])

const expressCheckoutOptionNames = new Set([
  'allowedShippingCountries',
  'applePay',
  'billingAddressRequired',
  'business',
  'buttonHeight',
  'buttonTheme',
  'buttonType',
  'emailRequired',
  'layout',
  'lineItems',
  'paymentMethodOrder',
  'paymentMethods',
  'phoneNumberRequired',
  'shippingAddressRequired',
  'shippingRates',
  'wallets',
])

const cardElement = (type: string, page: string, title: string): OfferedElement => ({
  spec: { type, page, title: `Secure ${title} input frame`, reservedHeightPx: () => 28 },
  optionNames: cardOptionNames,
  needsIntent: false,
})

const always = (heightPx: number) => () => heightPx

/** Element types offered. A new one is a folder in `element-page/`, and a line here. */
export const elementSpecs: Record<string, OfferedElement> = {
  card: cardElement('card', '/elements/card', 'card payment'),
  cardNumber: cardElement('cardNumber', '/elements/card-number', 'card number'),
  cardExpiry: cardElement('cardExpiry', '/elements/card-expiry', 'expiration date'),
  cardCvc: cardElement('cardCvc', '/elements/card-cvc', 'CVC'),
  payment: { spec: paymentSpec, optionNames: paymentOptionNames, needsIntent: true },
  address: {
    spec: {
      type: 'address',
      page: '/elements/address',
      title: 'Secure address input frame',
      reservedHeightPx: always(462),
    },
    optionNames: new Set([
      'mode',
      'allowedCountries',
      'autocomplete',
      'blockPoBox',
      'contacts',
      'defaultValues',
      'fields',
      'validation',
      'display',
    ]),
    needsIntent: false,
  },
  expressCheckout: {
    spec: {
      type: 'expressCheckout',
      page: '/elements/express-checkout',
      title: 'Secure express checkout frame',
      reservedHeightPx: ({ buttonHeight }) => (typeof buttonHeight === 'number' ? buttonHeight : 44) + 8,
    },
    optionNames: expressCheckoutOptionNames,
    needsIntent: true,
  },
  linkAuthentication: {
    spec: {
      type: 'linkAuthentication',
      page: '/elements/link-authentication',
      title: 'Secure email input frame',
      reservedHeightPx: always(78),
    },
    optionNames: new Set(['defaultValues']),
    needsIntent: false,
  },
}
