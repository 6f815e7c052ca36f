import type { Context } from '../context.ts'
import { attachPaymentMethod } from '../payment-method/attach-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { noteSetupAttempt } from '../setup-attempt/start-setup-attempt.ts'
import type { SetupIntent } from './setup-intent.ts'

interface Passed {
  method: PaymentMethod
  isAuthenticated: boolean
}

/** The method is saved with its customer, and what was set up for off-session use needs no challenge later. */
export function succeedSetup(context: Context, intent: SetupIntent, { method, isAuthenticated }: Passed): SetupIntent {
  if (intent.customer !== null) attachPaymentMethod(context, method, intent.customer)
  const secrets = context.state.table('card_secret')
  const secret = secrets.get(method.id)
  if (secret && intent.usage === 'off_session') secrets.put({ ...secret, isSetUp: true })
  noteSetupAttempt(context, intent, { status: 'succeeded', isAuthenticated })
  const done = context.state
    .table('setup_intent')
    .put<SetupIntent>({ ...intent, last_setup_error: null, next_action: null, status: 'succeeded' })
  context.emit({ type: 'setup_intent.succeeded', object: done })
  return done
}
