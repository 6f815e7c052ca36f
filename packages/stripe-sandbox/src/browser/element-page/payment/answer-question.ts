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
  if (name === 'submit') return { value: { selectedPaymentMethod: 'card' } }

  const caller = { origin: location.origin, key: setup.key, stripeAccount: setup.stripeAccount }
  const beside = name === 'createConfirmationToken' ? asRecord(params['payment_method_data']) : params
  const methodData = merge({ ...beside, type: 'card' }, form.paymentMethodData())
  const request =
    name === 'createPaymentMethod'
      ? { path: '/v1/payment_methods', params: methodData }
      : {
          path: '/v1/confirmation_tokens',
          params: { ...params, ...tokenParams(setup), payment_method_data: methodData },
        }
  const { object, error } = await callApi(caller, { method: 'POST', ...request })
  if (error) form.showDecline(error)
  return error ? { error } : { value: object }
}

function tokenParams({ group }: FrameSetup): UnknownRecord {
  const { mode, amount, currency, setupFutureUsage } = group
  return {
    use_stripe_sdk: true,
    setup_future_usage: setupFutureUsage,
    client_context: { mode: mode ?? 'payment', amount, currency },
  }
}
