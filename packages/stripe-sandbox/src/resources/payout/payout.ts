import type { Metadata } from '../shared/metadata.ts'

export interface Payout {
  id: string
  object: 'payout'
  /** Minor units; negative when it takes an earlier payout back. */
  amount: number
  application_fee: null
  application_fee_amount: null
  arrival_date: number
  automatic: boolean
  balance_transaction: string
  created: number
  currency: string
  description: string | null
  destination: string
  failure_balance_transaction: string | null
  failure_code: PayoutFailure | null
  failure_message: string | null
  livemode: false
  metadata: Metadata
  method: 'instant' | 'standard'
  original_payout: string | null
  payout_method: null
  reconciliation_status: 'completed' | 'in_progress' | 'not_applicable'
  reversed_by: string | null
  source_type: string
  statement_descriptor: string | null
  status: 'canceled' | 'failed' | 'in_transit' | 'paid' | 'pending'
  trace_id: null
  type: 'bank_account'
}

/** Which payout a booking is part of; the row's id is the booking's. Only automatic payouts know this. */
export interface PayoutEntry {
  id: string
  payout: string
}

export type PayoutFailure =
  | 'account_closed'
  | 'could_not_process'
  | 'debit_not_authorized'
  | 'insufficient_funds'
  | 'invalid_currency'
  | 'no_account'

/** Sentences as Stripe has them: https://docs.stripe.com/api/payouts/failures */
export const payoutFailures: Record<PayoutFailure, string> = {
  account_closed: 'The bank account has been closed.',
  could_not_process: 'The bank could not process this payout.',
  debit_not_authorized:
    'Debit transactions are not approved on your bank account. (Stripe requires bank accounts to be set up for both credit and debit payouts.)',
  insufficient_funds: 'Your Stripe account has insufficient funds to cover the payout.',
  invalid_currency:
    'The bank was unable to process this payout because of its currency. This is probably because the bank account cannot accept payments in that currency.',
  no_account:
    'The bank account details on file are probably incorrect. No bank account could be located with those details.',
}

export const isPayoutFailure = (code: string): code is PayoutFailure => Object.hasOwn(payoutFailures, code)

/** The account's bank account; with one of the failure codes after it (`ba_sandbox_no_account`) payouts to it fail. */
export const usualDestination = 'ba_sandbox'
