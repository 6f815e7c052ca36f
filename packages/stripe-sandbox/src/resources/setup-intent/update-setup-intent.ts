import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { changeSetupIntent } from './change-setup-intent.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { ChangeSetupParams } from './setup-intent-params.ts'

/** Stripe sends no event for this. @throws {StripeError} setup_intent_unexpected_state for a method after the end */
export function updateSetupIntent(context: Context, intent: SetupIntent, params: ChangeSetupParams): SetupIntent {
  const isOver = intent.status === 'succeeded' || intent.status === 'canceled'
  const choosesMethod = params.payment_method !== undefined || params.payment_method_data !== undefined
  if (isOver && (choosesMethod || params.customer !== undefined)) {
    const message = `This SetupIntent's payment method and customer cannot be updated because it has a status of ${intent.status}.`
    throw invalidRequest({ message, code: 'setup_intent_unexpected_state', setup_intent: intent })
  }
  const changed = changeSetupIntent(context, intent, params)
  return context.state
    .table('setup_intent')
    .put<SetupIntent>({ ...changed, ...(choosesMethod && { status: 'requires_confirmation', next_action: null }) })
}
