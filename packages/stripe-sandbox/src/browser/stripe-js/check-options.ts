import type { UnknownRecord } from '../wire/is-record.ts'
import { IntegrationError } from './integration-error.ts'

/** Warns about options that Stripe.js would not know, as it does: the page goes on. */
export function warnUnknown(call: string, options: UnknownRecord, known: ReadonlySet<string>): void {
  for (const name of Object.keys(options)) {
    if (known.has(name)) continue
    warn(
      `[Stripe.js] Unrecognized ${call} parameter: ${name} is not a recognized parameter. This may cause issues with your integration in the future.`,
    )
  }
}

export function warn(sentence: string): void {
  // A browser library has nobody else to tell: the reader is the developer with the console open.
  // eslint-disable-next-line no-console
  console.warn(sentence)
}

const modes = new Set(['payment', 'setup', 'subscription'])

/** @throws {IntegrationError} when `elements()` was called with neither a client secret nor a valid mode, amount and currency */
export function checkGroupOptions(options: UnknownRecord): void {
  warnUnknown('elements()', options, groupOptionNames)
  const { clientSecret, mode, amount, currency } = options
  if (clientSecret !== undefined) {
    if (mode !== undefined) refuse('You cannot provide both mode and clientSecret.')
    if (typeof clientSecret !== 'string' || !/^(pi|seti)_\w+_secret_\w+$/.test(clientSecret)) {
      refuse(
        `Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${show(clientSecret)}.`,
      )
    }
    return
  }
  if (mode === undefined) return
  if (typeof mode !== 'string' || !modes.has(mode)) {
    refuse(
      `Invalid value for elements(): mode should be one of the following strings: payment, setup, or subscription. You specified: ${show(mode)}.`,
    )
  }
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency)) {
    refuse(
      `Invalid value for elements(): currency should be a three-letter ISO currency code in lowercase. You specified: ${show(currency)}.`,
    )
  }
  if (mode === 'setup') return
  const lowest = mode === 'payment' ? 1 : 0
  if (!Number.isSafeInteger(amount) || Number(amount) < lowest) {
    refuse(
      `Invalid value for elements(): amount should be ${lowest ? 'an integer greater than 0' : 'a non-negative integer'} in the currency's smallest unit. You specified: ${show(amount)}.`,
    )
  }
}

function refuse(sentence: string): never {
  throw new IntegrationError(sentence)
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'undefined'

const groupOptionNames = new Set([
  'mode',
  'amount',
  'currency',
  'clientSecret',
  'appearance',
  'fonts',
  'locale',
  'loader',
  'setupFutureUsage',
  'captureMethod',
  'onBehalfOf',
  'paymentMethodTypes',
  'paymentMethodConfiguration',
  'paymentMethodCreation',
  'paymentMethodOptions',
  'allowedPaymentMethodTypes',
  'excludedPaymentMethodTypes',
  'externalPaymentMethodTypes',
  'customerSessionClientSecret',
  'customer',
  'customerOptions',
  'syncAddressCheckbox',
  'submissionType',
  'radarOptions',
])
