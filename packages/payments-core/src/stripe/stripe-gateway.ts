import { createCustomerCalls, type CustomerCalls } from './customer-calls.ts'
import { createEndpointCalls, type EndpointCalls } from './endpoint-calls.ts'
import { createEventCalls, type EventCalls } from './event-calls.ts'
import { createIntentCalls, type IntentCalls } from './intent-calls.ts'
import { createLedgerCalls, type LedgerCalls } from './ledger-calls.ts'
import { createMethodCalls, type MethodCalls } from './method-calls.ts'
import { createSetupCalls, type SetupCalls } from './setup-calls.ts'
import { createDisputeCalls, type DisputeCalls } from './dispute-calls.ts'
import { createFraudWarningCalls, type FraudWarningCalls } from './fraud-warning-calls.ts'
import { createPayoutCalls, type PayoutCalls } from './payout-calls.ts'
import { createRefundCalls, type RefundCalls } from './refund-calls.ts'
import { createStripeCalls, type StripeCalls, type StripeCallsOptions } from './stripe-calls.ts'

/**
 * The only way to Stripe, by noun. Every POST carries a key of ours; every call ends in time. Beside the nouns: `together`
 * gives a request one budget for all its calls, `admit` tells whether something new should be begun.
 */
export interface StripeGateway extends Pick<StripeCalls, 'together' | 'admit'> {
  customers: CustomerCalls
  endpoints: EndpointCalls
  events: EventCalls
  intents: IntentCalls
  ledger: LedgerCalls
  methods: MethodCalls
  setups: SetupCalls
  disputes: DisputeCalls
  fraudWarnings: FraudWarningCalls
  payouts: PayoutCalls
  refunds: RefundCalls
}

/** A gateway on the real SDK. */
export function createStripeGateway(options: StripeCallsOptions): StripeGateway {
  const calls = createStripeCalls(options)
  const { together, admit } = calls
  return {
    together,
    admit,
    customers: createCustomerCalls(calls),
    endpoints: createEndpointCalls(calls),
    events: createEventCalls(calls),
    intents: createIntentCalls(calls.in('payments')),
    ledger: createLedgerCalls(calls),
    methods: createMethodCalls(calls),
    setups: createSetupCalls(calls),
    disputes: createDisputeCalls(calls),
    fraudWarnings: createFraudWarningCalls(calls),
    payouts: createPayoutCalls(calls),
    refunds: createRefundCalls(calls.in('refunds')),
  }
}
