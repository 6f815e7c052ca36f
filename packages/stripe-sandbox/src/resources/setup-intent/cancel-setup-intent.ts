import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { noteSetupAttempt } from '../setup-attempt/start-setup-attempt.ts'
import type { SetupIntent } from './setup-intent.ts'

/** @throws {StripeError} setup_intent_unexpected_state once it is over */
export function cancelSetupIntent(context: Context, intent: SetupIntent, reason: string | undefined): SetupIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message = `You cannot cancel this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action, processing.`
    throw invalidRequest({ message, code: 'setup_intent_unexpected_state', setup_intent: intent })
  }
  if (intent.status === 'requires_action') noteSetupAttempt(context, intent, { status: 'abandoned' })
  const canceled = context.state
    .table('setup_intent')
    .put<SetupIntent>({ ...intent, cancellation_reason: reason ?? null, next_action: null, status: 'canceled' })
  context.emit({ type: 'setup_intent.canceled', object: canceled })
  return canceled
}
