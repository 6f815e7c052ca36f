import { declines } from '../../cards/declines.ts'
import type { ChallengeOutcome } from '../../core.ts'
import type { Context } from '../context.ts'
import { docUrl } from '../payment-intent/fail-payment.ts'
import { findTestCard } from '../payment-method/find-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { failSetup } from './fail-setup.ts'
import type { SetupIntent } from './setup-intent.ts'
import { succeedSetup } from './succeed-setup.ts'

interface Answer {
  method: PaymentMethod
  outcome: ChallengeOutcome
}

/** The holder answered the bank: the method is saved, or the setup needs another. */
export function finishSetupChallenge(context: Context, intent: SetupIntent, { method, outcome }: Answer): void {
  const card = findTestCard(context, method.id)
  const reason = card.declinesOnlyCharges ? undefined : card.decline && declines[card.decline]
  if (outcome === 'authenticated' && !reason) {
    succeedSetup(context, intent, { method, isAuthenticated: true })
    return
  }
  const code = outcome === 'failed' ? 'setup_intent_authentication_failure' : (reason?.code ?? 'card_declined')
  failSetup(context, intent, {
    type: outcome === 'failed' ? 'invalid_request_error' : 'card_error',
    code,
    doc_url: docUrl(code),
    message:
      outcome === 'failed'
        ? 'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
        : (reason?.message ?? ''),
    payment_method: method,
  })
}
