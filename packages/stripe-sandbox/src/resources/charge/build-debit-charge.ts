import type { BankFailure } from '../../banks/bank-failures.ts'
import type { TestBankAccount } from '../../banks/test-bank-account.ts'
import { randomText } from '../../state/create-id.ts'
import type { PaymentIntent } from '../payment-intent/payment-intent.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { buildCharge } from './build-charge.ts'
import type { Charge, ChargeMethodDetails, Outcome } from './charge.ts'

export interface DebitFacts {
  intent: PaymentIntent
  method: PaymentMethod
  account: TestBankAccount
  mandate: string
  /** Known at once only where Stripe itself refuses. */
  failure: BankFailure | undefined
  /** Unix seconds. */
  now: number
}

/** A debit that is on its way to the bank, or that Radar blocked. */
export const buildDebitCharge = (facts: DebitFacts): Charge =>
  buildCharge({
    intent: facts.intent,
    method: facts.method,
    status: facts.failure ? 'failed' : 'pending',
    failure: facts.failure && { code: facts.failure.failureCode, message: facts.failure.message },
    outcome: facts.failure ? blocked : accepted,
    details: buildDetails(facts),
    now: facts.now,
  })

function buildDetails({ method, mandate, account, now }: DebitFacts): ChargeMethodDetails {
  const expected_debit_date = new Date((now + account.settlesAfterSeconds) * 1000).toISOString().slice(0, 10)
  if (method.type === 'sepa_debit') {
    const { generated_from: _from, ...shown } = method.sepa_debit
    return { sepa_debit: { ...shown, expected_debit_date, mandate }, type: 'sepa_debit' }
  }
  if (method.type !== 'us_bank_account') throw new Error(`A ${method.type} is not debited.`)
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = method.us_bank_account
  const shown = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number }
  const payment_reference = randomText(15).toUpperCase()
  return {
    type: 'us_bank_account',
    us_bank_account: { ...shown, expected_debit_date, mandate, payment_reference },
  }
}

const accepted: Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 12,
  seller_message: 'Payment complete.',
  type: 'authorized',
}

const blocked: Outcome = {
  ...accepted,
  network_status: 'not_sent_to_network',
  reason: 'highest_risk_level',
  risk_level: 'highest',
  risk_score: 92,
  seller_message: 'Stripe blocked this payment as too risky.',
  type: 'blocked',
}
