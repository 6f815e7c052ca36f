import type { StripeErrorBody } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { noteSetupAttempt } from '../setup-attempt/start-setup-attempt.ts'
import type { SetupIntent } from './setup-intent.ts'

/** Back to `requires_payment_method`, with the reason. */
export function failSetup(context: Context, intent: SetupIntent, error: StripeErrorBody): SetupIntent {
  noteSetupAttempt(context, intent, { status: 'failed', error })
  const failed = context.state.table('setup_intent').put<SetupIntent>({
    ...intent,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  context.emit({ type: 'setup_intent.setup_failed', object: failed })
  return failed
}
