import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'
import type { ElementSpec } from '../framed-element.ts'

/** The Payment Element. The heights are those of its page at the default size. */
export const paymentSpec: ElementSpec = {
  type: 'payment',
  page: '/elements/payment',
  title: 'Secure payment input frame',
  reservedHeightPx: (options) => 291 - (isAddressHidden(options) ? 80 : 0) + (isAccordion(options) ? 66 : 0),
}

function isAddressHidden(options: UnknownRecord): boolean {
  const billing = asRecord(options['fields'])['billingDetails']
  return billing === 'never' || asRecord(billing)['address'] === 'never'
}

function isAccordion(options: UnknownRecord): boolean {
  const layout = options['layout']
  return (typeof layout === 'string' ? layout : asRecord(layout)['type']) === 'accordion'
}

export const paymentOptionNames: ReadonlySet<string> = new Set([
  'defaultValues',
  'business',
  'paymentMethodOrder',
  'fields',
  'readOnly',
  'terms',
  'wallets',
  'layout',
  'applePay',
  'savedPaymentMethod',
  'style',
])
