import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { buildBillingDetails, type BillingDetails, type BillingDetailsParams } from '../shared/address.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { findNamedInstrument, readInstrument, type Instrument, type InstrumentParams } from './instrument.ts'
import type { PaymentMethod } from './payment-method.ts'

export interface PaymentMethodParams extends InstrumentParams {
  allow_redisplay?: PaymentMethod['allow_redisplay']
  metadata?: MetadataParams
}

/** Makes a method of what was typed. @throws {StripeError} what `readInstrument` throws */
export const createPaymentMethod = (context: Context, params: PaymentMethodParams, within?: string): PaymentMethod =>
  storePaymentMethod(context, { ...params, ...readInstrument(context, params, within) })

/** `pm_card_visa` and the like: a new method each time it is used, as at Stripe. */
export function createNamedPaymentMethod(context: Context, id: string): PaymentMethod | undefined {
  const named = findNamedInstrument(context, id)
  if (!named) return undefined
  const holder = named.details.type === 'card' ? {} : { name: 'Jenny Rosen', email: 'jenny.rosen@example.com' }
  return storePaymentMethod(context, { ...named, billing_details: holder })
}

interface NewMethod extends Instrument {
  allow_redisplay?: PaymentMethod['allow_redisplay']
  billing_details?: BillingDetailsParams | BillingDetails
  metadata?: MetadataParams
}

export function storePaymentMethod(context: Context, given: NewMethod): PaymentMethod {
  const { billing_details: billing, isVerified } = given
  const method = context.state.table('payment_method').put<PaymentMethod>({
    id: createId('pm'),
    object: 'payment_method',
    allow_redisplay: given.allow_redisplay ?? 'unspecified',
    billing_details: billing && isComplete(billing) ? billing : buildBillingDetails(billing),
    created: context.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    ...given.details,
  })
  const secret = { id: method.id, card: given.name, isSetUp: false, isUsedUp: false }
  context.state.table('card_secret').put({ ...secret, ...(isVerified !== undefined && { isVerified }) })
  return method
}

const isComplete = (billing: BillingDetailsParams | BillingDetails): billing is BillingDetails =>
  billing.tax_id === null
