import type { ApiCaller } from '../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import { warnUnknown } from './check-options.ts'
import { confirmPayment } from './confirm-payment.ts'
import { createConfirmationToken } from './create-confirmation-token.ts'
import { createPaymentMethod } from './create-payment-method.ts'
import { ElementsGroup } from './elements-group.ts'
import { handleNextAction } from './handle-next-action.ts'
import { IntegrationError } from './integration-error.ts'
import { notOffered } from './not-offered.ts'
import { retrieveIntent } from './retrieve-intent.ts'
import type { StripeContext } from './stripe-context.ts'

const optionNames = new Set([
  'stripeAccount',
  'apiVersion',
  'locale',
  'betas',
  'developerTools',
  'advancedFraudSignals',
])

/**
 * What `Stripe(key, options)` returns: a plain object whose methods need no `this`.
 *
 * @throws {IntegrationError} without a publishable test key; live keys are refused, this is a sandbox
 */
export function createStripe(origin: string, key: unknown, given: unknown): UnknownRecord {
  const options = asRecord(given)
  warnUnknown('Stripe()', options, optionNames)
  const caller: ApiCaller = { origin, key: checkedKey(key), stripeAccount: accountOf(options) }
  const groups = new WeakMap<object, ElementsGroup>()
  const context: StripeContext = { caller, groupOf: (elements) => findGroup(groups, elements) }

  return {
    elements: (groupOptions?: unknown) => {
      const group = new ElementsGroup(caller, asRecord(groupOptions))
      groups.set(group.shopFace, group)
      return group.shopFace
    },
    createConfirmationToken: async (input: unknown) => createConfirmationToken(context, asRecord(input)),
    createPaymentMethod: async (input: unknown) => createPaymentMethod(context, asRecord(input)),
    confirmPayment: async (input: unknown) => confirmPayment(context, asRecord(input)),
    confirmCardPayment: async (clientSecret: unknown, data: unknown, more: unknown) => {
      const confirmParams = asRecord(data)
      if (typeof confirmParams['payment_method'] === 'object')
        return notOffered('confirmCardPayment with a card Element')()
      const handleActions = asRecord(more)['handleActions'] !== false
      return confirmPayment(context, { clientSecret, confirmParams, redirect: 'if_required', handleActions })
    },
    handleNextAction: async (input: unknown) => handleNextAction(context, asRecord(input)['clientSecret']),
    handleCardAction: async (clientSecret: unknown) => handleNextAction(context, clientSecret),
    retrievePaymentIntent: async (clientSecret: unknown) =>
      retrieveIntent(caller, clientSecret, 'retrievePaymentIntent'),
    retrieveSetupIntent: async (clientSecret: unknown) => retrieveIntent(caller, clientSecret, 'retrieveSetupIntent'),
    createToken: notOffered('createToken'),
    createSource: notOffered('createSource'),
    confirmSetup: notOffered('confirmSetup'),
    confirmCardSetup: notOffered('confirmCardSetup'),
    paymentRequest: () => {
      throw new IntegrationError('The Stripe sandbox does not offer stripe.paymentRequest() yet.')
    },
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  }
}

function checkedKey(key: unknown): string {
  if (typeof key !== 'string' || key.trim() === '') {
    throw new IntegrationError('Missing value for Stripe(): apiKey should be a string.')
  }
  if (/^(sk|rk)_/.test(key)) {
    const advice = 'You should not use your secret key with Stripe.js. Please pass a publishable key instead.'
    throw new IntegrationError(advice)
  }
  if (!key.startsWith('pk_test_')) {
    throw new IntegrationError('The Stripe sandbox takes publishable test keys (pk_test_…) only, never a live one.')
  }
  return key
}

function accountOf(options: UnknownRecord): string | undefined {
  const account = options['stripeAccount']
  return typeof account === 'string' ? account : undefined
}

function findGroup(groups: WeakMap<object, ElementsGroup>, elements: unknown): ElementsGroup {
  const group = typeof elements === 'object' && elements !== null ? groups.get(elements) : undefined
  if (group) return group
  throw new IntegrationError('Invalid value for elements: it should be an Elements group made by this Stripe object.')
}
