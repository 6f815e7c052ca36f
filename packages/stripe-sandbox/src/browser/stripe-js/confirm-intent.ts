import { callApi } from '../wire/call-api.ts'
import { asRecord, asText, type UnknownRecord } from '../wire/is-record.ts'
import { intentOf } from './client-secret.ts'
import type { ElementsGroup } from './elements-group.ts'
import { finishNextAction } from './handle-next-action.ts'
import { IntegrationError } from './integration-error.ts'
import { leaveTo } from './leave-to.ts'
import type { IntentResult, StripeContext } from './stripe-context.ts'

type Method = 'confirmPayment' | 'confirmSetup'

/**
 * Confirms an intent with what is typed, or with a payment method or confirmation token that exists, and carries out its
 * next action. With `redirect: 'if_required'` it resolves the intent; otherwise the page goes to `return_url` and only an
 * error resolves. An API error never rejects.
 *
 * @throws {IntegrationError} for a missing client secret or return_url, or before `elements.submit()` in a deferred group
 */
export async function confirmIntent(
  context: StripeContext,
  method: Method,
  input: UnknownRecord,
): Promise<IntentResult> {
  const group = input['elements'] === undefined ? undefined : context.groupOf(input['elements'])
  const clientSecret = input['clientSecret'] ?? group?.clientSecret
  const { path } = intentOf(clientSecret, `stripe.${method}`)
  const { payment_method_data: typedBeside, ...confirmParams } = asRecord(input['confirmParams'])
  const returnUrl = asText(confirmParams['return_url'])
  const mayStay = input['redirect'] === 'if_required'
  if (!mayStay && !returnUrl) {
    throw new IntegrationError(
      `stripe.${method}(): the \`confirmParams.return_url\` argument is required unless redirect is "if_required".`,
    )
  }

  if (group) {
    const beside = { payment_method_data: typedBeside, return_url: returnUrl || undefined }
    const collected = await collectToken(group, method, beside)
    if (collected.error) return { error: collected.error }
    confirmParams['confirmation_token'] = collected.value['id']
  } else if (typedBeside) confirmParams['payment_method_data'] = typedBeside
  const params = { ...confirmParams, client_secret: clientSecret, use_stripe_sdk: true }
  const { object, error } = await callApi(context.caller, { method: 'POST', path: `${path}/confirm`, params })
  const result = error ? { error } : await carryOut(context, object, input['handleActions'] !== false)
  if (result.error) {
    group?.showDecline(result.error)
    return result
  }
  return mayStay ? result : leaveTo(returnUrl, result.intent)
}

async function carryOut(context: StripeContext, intent: UnknownRecord, handles: boolean): Promise<IntentResult> {
  return handles ? finishNextAction(context.caller, intent) : { intent }
}

async function collectToken(group: ElementsGroup, method: Method, params: UnknownRecord) {
  if (!group.isSubmitted) {
    if (!group.clientSecret) {
      throw new IntegrationError(
        `elements.submit() must be called before stripe.${method}() when using deferred intent.`,
      )
    }
    const submitted = await group.trySubmit()
    if (submitted.error) return submitted
  }
  return group.ask('createConfirmationToken', params)
}
