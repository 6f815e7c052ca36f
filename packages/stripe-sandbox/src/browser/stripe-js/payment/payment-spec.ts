import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'
import type { ElementSpec } from '../framed-element.ts'

/** The Payment Element: cards in this step. The heights are those of its page at the default size. */
export const paymentSpec: ElementSpec = {
  type: 'payment',
  page: '/elements/payment',
  title: 'Secure payment input frame',
  reservedHeightPx: (options) => {
    const parts = [276]
    if (isHidden(options)) parts.push(-80)
    if (layoutType(options) === 'accordion') parts.push(80)
    return parts.reduce((sum, part) => sum + part, 0)
  },
}

function isHidden(options: UnknownRecord): boolean {
  const billing = asRecord(options['fields'])['billingDetails']
  return billing === 'never' || asRecord(billing)['address'] === 'never'
}

function layoutType(options: UnknownRecord): unknown {
  const layout = options['layout']
  return typeof layout === 'string' ? layout : asRecord(layout)['type']
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
