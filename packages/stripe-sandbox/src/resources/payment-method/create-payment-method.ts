import { findCardByName } from '../../cards/test-cards.ts'
import { buildCard, tokenizeCard, type CardParams, type TokenizedCard } from '../../cards/tokenize-card.ts'
import { missingParameter } from '../../contract/compile-params.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { buildBillingDetails, type BillingDetails, type BillingDetailsParams } from '../shared/address.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import type { PaymentMethod } from './payment-method.ts'

export interface PaymentMethodParams {
  type?: string
  allow_redisplay?: PaymentMethod['allow_redisplay']
  billing_details?: BillingDetailsParams
  card?: CardParams
  metadata?: MetadataParams
}

/** Makes a method of a typed card. @throws {StripeError} what `tokenizeCard` throws, and for other types than card */
export function createPaymentMethod(context: Context, params: PaymentMethodParams): PaymentMethod {
  if (params.type === undefined) throw missingParameter('type')
  if (params.type !== 'card') {
    const message = `The sandbox offers payment methods of type card, not ${params.type}.`
    throw invalidRequest({ message, param: 'type' })
  }
  if (params.card === undefined) throw missingParameter('card')
  return storeCard(context, { ...params, ...readCard(context, params.card) })
}

/** A card as typed, or as one of Stripe's test tokens. */
export function readCard(context: Context, params: CardParams): TokenizedCard {
  const token = params.token
  if (token === undefined) return tokenizeCard(params, context.now)
  const named = token.startsWith('tok_') ? tokenizeNamedCard(context, token.slice('tok_'.length)) : undefined
  if (named) return named
  throw invalidRequest({ message: `No such token: '${token}'`, param: 'card[token]', code: 'resource_missing' })
}

/** `pm_card_visa` and the like: a new method each time it is used, as at Stripe. */
export function createNamedPaymentMethod(context: Context, id: string): PaymentMethod | undefined {
  const named = id.startsWith('pm_card_') ? tokenizeNamedCard(context, id.slice('pm_card_'.length)) : undefined
  return named && storeCard(context, named)
}

export function tokenizeNamedCard(context: Context, name: string): TokenizedCard | undefined {
  const known = findCardByName(name)
  if (!known) return undefined
  const details = { month: new Date(context.now * 1000).getUTCMonth() + 1, year: yearOf(context) + 1, cvcCheck: null }
  return { name: known.name, card: buildCard(known, details) }
}

const yearOf = (context: Context): number => new Date(context.now * 1000).getUTCFullYear()

interface NewMethod extends TokenizedCard {
  allow_redisplay?: PaymentMethod['allow_redisplay']
  billing_details?: BillingDetailsParams | BillingDetails
  metadata?: MetadataParams
}

export function storeCard(context: Context, given: NewMethod): PaymentMethod {
  const { billing_details: billing } = given
  const method = context.state.table('payment_method').put<PaymentMethod>({
    id: createId('pm'),
    object: 'payment_method',
    allow_redisplay: given.allow_redisplay ?? 'unspecified',
    billing_details: billing && isComplete(billing) ? billing : buildBillingDetails(billing),
    card: given.card,
    created: context.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    type: 'card',
  })
  context.state.table('card_secret').put({ id: method.id, card: given.name, isSetUp: false, isUsedUp: false })
  return method
}

const isComplete = (billing: BillingDetailsParams | BillingDetails): billing is BillingDetails =>
  billing.tax_id === null
