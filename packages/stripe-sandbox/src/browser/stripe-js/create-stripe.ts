import type { ApiCaller } from '../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../wire/is-record.ts'
import { warnUnknown } from './check-options.ts'
import { confirmBankDebit } from './confirm-bank-debit.ts'
import { confirmCard } from './confirm-card.ts'
import { confirmIntent } from './confirm-intent.ts'
import { createConfirmationToken } from './create-confirmation-token.ts'
import { createPaymentMethod } from './create-payment-method.ts'
import { createToken } from './create-token.ts'
import { ElementsGroup } from './elements-group.ts'
import { handleNextAction } from './handle-next-action.ts'
import { IntegrationError } from './integration-error.ts'
import { notOffered } from './not-offered.ts'
import { retrieveIntent } from './retrieve-intent.ts'
import { presentIntent, type StripeContext } from './stripe-context.ts'
import { verifyMicrodeposits } from './verify-microdeposits.ts'

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
    confirmPayment: async (input: unknown) => presentIntent(confirmIntent(context, 'confirmPayment', asRecord(input))),
    confirmSetup: async (input: unknown) => presentIntent(confirmIntent(context, 'confirmSetup', asRecord(input))),
    confirmCardPayment: async (clientSecret: unknown, data: unknown, more: unknown) =>
      presentIntent(confirmCard(context, 'confirmPayment', { ...asRecord(more), clientSecret, data: asRecord(data) })),
    confirmCardSetup: async (clientSecret: unknown, data: unknown, more: unknown) =>
      presentIntent(confirmCard(context, 'confirmSetup', { ...asRecord(more), clientSecret, data: asRecord(data) })),
    ...Object.fromEntries(bankDebitMethods(context)),
    verifyMicrodepositsForPayment: async (clientSecret: unknown, data: unknown) =>
      presentIntent(verifyMicrodeposits(context, clientSecret, asRecord(data))),
    verifyMicrodepositsForSetup: async (clientSecret: unknown, data: unknown) =>
      presentIntent(verifyMicrodeposits(context, clientSecret, asRecord(data))),
    handleNextAction: async (input: unknown) =>
      presentIntent(handleNextAction(context, asRecord(input)['clientSecret'])),
    handleCardAction: async (clientSecret: unknown) => presentIntent(handleNextAction(context, clientSecret)),
    retrievePaymentIntent: async (clientSecret: unknown) =>
      retrieveIntent(caller, clientSecret, 'retrievePaymentIntent'),
    retrieveSetupIntent: async (clientSecret: unknown) => retrieveIntent(caller, clientSecret, 'retrieveSetupIntent'),
    createToken: async (element: unknown, data: unknown) => createToken(element, asRecord(data)),
    createSource: notOffered('createSource'),
    paymentRequest: () => {
      throw new IntegrationError('The Stripe sandbox does not offer stripe.paymentRequest() yet.')
    },
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  }
}

/** `confirmUsBankAccountPayment`, `confirmSepaDebitSetup` and the like. */
function bankDebitMethods(context: StripeContext) {
  const types = { UsBankAccount: 'us_bank_account', SepaDebit: 'sepa_debit' }
  return Object.entries(types).flatMap(([name, type]) =>
    (['Payment', 'Setup'] as const).map((kind) => [
      `confirm${name}${kind}`,
      async (clientSecret: unknown, data: unknown) =>
        presentIntent(confirmBankDebit(context, `confirm${kind}`, { type, clientSecret, data: asRecord(data) })),
    ]),
  )
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
