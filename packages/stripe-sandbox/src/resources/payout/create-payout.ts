import { invalidRequest, resourceMissing } from '../../http/stripe-error.ts'
import { checkCurrency } from '../../money/currency.ts'
import { createId } from '../../state/create-id.ts'
import { sumAvailable } from '../balance/sum-balance.ts'
import { bookTransaction } from '../balance-transaction/balance-transaction.ts'
import type { Context } from '../context.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { isPayoutFailure, usualDestination, type Payout } from './payout.ts'

export interface CreatePayout {
  /** Minor units. */
  amount: number
  currency: string
  description?: string
  destination?: string
  metadata?: MetadataParams
  method?: Payout['method']
  source_type?: string
  statement_descriptor?: string
}

const daySeconds = 24 * 3600

/** Sends available money to the bank. @throws {StripeError} balance_insufficient, resource_missing (destination) */
export function createPayout(context: Context, params: CreatePayout): Payout {
  const currency = checkCurrency(params.currency)
  const { amount, destination = usualDestination } = params
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.'
    throw invalidRequest({ message, param: 'amount', code: 'parameter_invalid_integer' })
  }
  checkDestination(destination)
  if (amount > (sumAvailable(context).get(currency) ?? 0)) {
    const message =
      'You have insufficient funds in your Stripe account for this payout. Your card balance is too low. You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).'
    throw invalidRequest({ message, code: 'balance_insufficient', param: 'amount' })
  }
  return storePayout(context, { ...params, amount, currency, destination })
}

export type PayoutOrder = CreatePayout & { destination: string; automatic?: boolean; originalPayout?: string }

/** The payout with its booking, on its way through the days that a bank needs. */
export function storePayout(context: Context, order: PayoutOrder): Payout {
  const { amount, currency, destination, automatic = false, method = 'standard' } = order
  const today = Math.floor(context.now / daySeconds) * daySeconds
  const id = createId('po')
  const description = order.description ?? (automatic ? 'STRIPE PAYOUT' : null)
  const booked = bookTransaction(context, {
    type: 'payout',
    amount: -amount,
    currency,
    source: id,
    description,
    isAvailableAtOnce: true,
  })
  const isSent = automatic || method === 'instant'
  const payout = context.state.table('payout').put<Payout>({
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: method === 'instant' ? context.now + 1800 : today + 2 * daySeconds,
    automatic,
    balance_transaction: booked.id,
    created: context.now,
    currency,
    description,
    destination,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: mergeMetadata({}, order.metadata),
    method,
    original_payout: order.originalPayout ?? null,
    payout_method: null,
    reconciliation_status: automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: order.source_type ?? 'card',
    statement_descriptor: order.statement_descriptor ?? null,
    status: isSent ? 'in_transit' : 'pending',
    trace_id: null,
    type: 'bank_account',
  })
  context.emit({ type: 'payout.created', object: payout })
  if (!isSent) context.schedule({ kind: 'send_payout', subject: id, dueAt: today + daySeconds })
  context.schedule({ kind: 'land_payout', subject: id, dueAt: payout.arrival_date })
  return payout
}

function checkDestination(destination: string): void {
  const rest = destination.slice(usualDestination.length)
  const isKnown = destination.startsWith(usualDestination) && (rest === '' || isPayoutFailure(rest.slice(1)))
  if (!isKnown) throw resourceMissing({ resource: 'external account', id: destination, param: 'destination' })
}
