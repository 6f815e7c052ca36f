import { callApi, type ApiCaller } from '../wire/call-api.ts'
import { asRecord, asText, isRecord, type UnknownRecord } from '../wire/is-record.ts'
import { openChallenge } from './challenge-modal.ts'
import { intentOf } from './client-secret.ts'
import { warn } from './check-options.ts'
import { isSetup, type IntentResult, type StripeContext } from './stripe-context.ts'

/**
 * Carries out what an intent still needs from the shopper: the intent as it then is, or `{ error }` when the bank could
 * not authenticate them. An intent that needs nothing is returned as it is, so repeating this is harmless.
 */
export async function handleNextAction(context: StripeContext, clientSecret: unknown): Promise<IntentResult> {
  const { path, params } = intentOf(clientSecret, 'stripe.handleNextAction')
  const { object, error } = await callApi(context.caller, { method: 'GET', path, params })
  return error ? { error } : finishNextAction(context.caller, object)
}

/** The same for an intent that was just read or confirmed. */
export async function finishNextAction(caller: ApiCaller, intent: UnknownRecord): Promise<IntentResult> {
  const action = asRecord(intent['next_action'])
  if (intent['status'] !== 'requires_action') return { intent }

  if (action['type'] === 'redirect_to_url') {
    location.assign(asText(asRecord(action['redirect_to_url'])['url']))
    return new Promise(() => undefined)
  }
  // The amounts arrive in days; the shop asks for them then.
  if (action['type'] === 'verify_with_microdeposits') return { intent }
  if (action['type'] !== 'use_stripe_sdk') {
    warn(`[Stripe.js] The sandbox cannot carry out the next action ${JSON.stringify(action['type'])}.`)
    return { intent }
  }
  await openChallenge(caller.origin, asText(asRecord(action['use_stripe_sdk'])['stripe_js']))
  return readOutcome(caller, intent)
}

/** The page of the challenge only says that it is over; what came of it is asked of the sandbox. */
async function readOutcome(caller: ApiCaller, before: UnknownRecord): Promise<IntentResult> {
  const { path, params } = intentOf(before['client_secret'], 'stripe.handleNextAction')
  const { object, error } = await callApi(caller, { method: 'GET', path, params })
  if (error) return { error }
  const status = object['status']
  if (status !== 'requires_payment_method' && status !== 'requires_action') return { intent: object }

  const name = isSetup(object) ? 'setup_intent' : 'payment_intent'
  const lastError = object[isSetup(object) ? 'last_setup_error' : 'last_payment_error']
  return { error: { ...notAuthenticated(name), ...(isRecord(lastError) ? lastError : {}), [name]: object } }
}

const notAuthenticated = (name: string) => ({
  type: 'invalid_request_error',
  code: `${name}_authentication_failure`,
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
})
