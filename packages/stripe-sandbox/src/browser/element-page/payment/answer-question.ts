import { callApi } from '../../wire/call-api.ts'
import { asRecord, type UnknownRecord } from '../../wire/is-record.ts'
import { merge } from '../../wire/merge.ts'
import type { FrameAnswer, FrameQuestion, FrameSetup } from '../../wire/messages.ts'
import type { PaymentForm } from './payment-form.ts'

interface Question {
  form: PaymentForm
  setup: FrameSetup
  name: FrameQuestion
  params: UnknownRecord
}

/** Answers the shop's page. What is typed goes to the sandbox's `/v1` only; the page gets the object or the error. */
export async function answerQuestion({ form, setup, name, params }: Question): Promise<FrameAnswer> {
  const invalid = form.validate()
  if (invalid) return { error: invalid }
  if (name === 'submit' || name === 'getValue') return { value: { selectedPaymentMethod: form.selectedType } }

  const caller = { origin: location.origin, key: setup.key, stripeAccount: setup.stripeAccount }
  const chosen = form.methodParams()
  const saved = chosen['payment_method']
  if (name === 'createPaymentMethod' && typeof saved === 'string') {
    return { value: { id: saved, object: 'payment_method', type: form.selectedType } }
  }
  const request =
    name === 'createPaymentMethod'
      ? { path: '/v1/payment_methods', params: merge(params, asRecord(chosen['payment_method_data'])) }
      : { path: '/v1/confirmation_tokens', params: tokenParams({ setup, params, chosen }) }
  const { object, error } = await callApi(caller, { method: 'POST', ...request })
  if (error) form.showDecline(error)
  return error ? { error } : { value: object }
}

function tokenParams({ setup, params, chosen }: { setup: FrameSetup; params: UnknownRecord; chosen: UnknownRecord }) {
  const { mode, amount, currency, setupFutureUsage } = setup.group
  const { payment_method_data: _beside, ...rest } = params
  const given = chosen['payment_method'] ? rest : params
  return {
    use_stripe_sdk: true,
    ...merge({ ...given, setup_future_usage: setupFutureUsage }, chosen),
    client_context: { mode: mode ?? 'payment', amount, currency },
  }
}
