import type { SetupFailure, SetupStatus } from '@azora/contract/payment-method'
import type Stripe from 'stripe'
import { idOf } from './id-of.ts'
import { methodSnapshotOf, type MethodSnapshot } from './method-snapshot.ts'
import { UnknownStatus } from './unknown-status.ts'

/** What we know of a SetupIntent once Stripe has told us. */
export interface SetupSnapshot {
  id: string
  stripeCustomerId: string | null
  status: SetupStatus
  /** Never stored, never logged. */
  clientSecret: string | null
  /** The method that is being saved, or was tried last. */
  method: MethodSnapshot | null
  mandateId: string | null
  microdeposits: { kind: 'amounts' | 'descriptor_code'; arriveAt: Date } | null
  failure: SetupFailure | null
}

const statusOf: Record<string, SetupStatus> = {
  requires_payment_method: 'requires_payment_method',
  requires_confirmation: 'requires_payment_method',
  requires_action: 'requires_action',
  processing: 'processing',
  succeeded: 'succeeded',
  canceled: 'canceled',
}

/**
 * Reads what we need out of Stripe's object, whose payment method is expanded.
 *
 * @throws {UnknownStatus} for a status that we do not know
 */
export function setupSnapshotOf(setup: Stripe.SetupIntent): SetupSnapshot {
  const status = statusOf[setup.status]
  if (!status) throw new UnknownStatus('SetupIntent', setup.status)
  const { payment_method: named, last_setup_error: error } = setup
  const method = (typeof named === 'object' ? named : null) ?? error?.payment_method
  return {
    id: setup.id,
    stripeCustomerId: idOf(setup.customer),
    status,
    clientSecret: setup.client_secret,
    method: method ? methodSnapshotOf(method) : null,
    mandateId: idOf(setup.mandate),
    microdeposits: microdepositsOf(setup.next_action),
    failure: status === 'requires_payment_method' && error ? failureOf(error.code) : null,
  }
}

function microdepositsOf(action: Stripe.SetupIntent.NextAction | null): SetupSnapshot['microdeposits'] {
  const asked = action?.verify_with_microdeposits
  if (!asked) return null
  const kind = asked.microdeposit_type === 'amounts' ? 'amounts' : 'descriptor_code'
  return { kind, arriveAt: new Date(asked.arrival_date * 1000) }
}

const failures: Record<string, SetupFailure> = {
  setup_intent_authentication_failure: 'authentication_failed',
  payment_method_microdeposit_failed: 'verification_failed',
  payment_method_microdeposit_verification_attempts_exceeded: 'verification_attempts_exceeded',
  payment_method_microdeposit_verification_timeout: 'verification_timeout',
}

const failureOf = (code: string | undefined): SetupFailure => failures[code ?? ''] ?? 'declined'
