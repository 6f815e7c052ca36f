import { createId } from '../../state/create-id.ts'
import { isCapturedByHand } from '../payment-intent/wishes-for-method.ts'
import type { PaymentIntent } from '../payment-intent/payment-intent.ts'
import { isBankDebit, type PaymentMethod } from '../payment-method/payment-method.ts'
import type { Charge, ChargeMethodDetails, Outcome } from './charge.ts'

export interface ChargeFacts {
  intent: PaymentIntent
  method: PaymentMethod
  status: Charge['status']
  failure: { code: string; message: string } | undefined
  outcome: Outcome
  details: ChargeMethodDetails
  /** Unix seconds. */
  now: number
}

/** What the charges of all kinds of methods have in common. */
export function buildCharge(facts: ChargeFacts): Charge {
  const { intent, method, status, failure } = facts
  const isCaptured = !failure && !isCapturedByHand(intent, method.type)
  return {
    id: createId(isBankDebit(method.type) ? 'py' : 'ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isCaptured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: statementOf(intent),
    captured: isCaptured,
    created: facts.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: facts.outcome,
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: facts.details,
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function statementOf({ statement_descriptor: whole, statement_descriptor_suffix: suffix }: PaymentIntent): string {
  const text = whole ?? (suffix === null ? 'SANDBOX' : `SANDBOX* ${suffix}`)
  return text.toUpperCase().slice(0, 22)
}
