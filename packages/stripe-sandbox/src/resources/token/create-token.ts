import { tokenizeCard, type CardParams } from '../../cards/tokenize-card.ts'
import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { Token } from './token.ts'

export type TokenCardParams = CardParams &
  Partial<Record<'address_city' | 'address_country' | 'address_line1' | 'address_line2' | 'address_state', string>> &
  Partial<Record<'address_zip' | 'name', string>>

/** @throws {StripeError} what `tokenizeCard` throws */
export function createToken(context: Context, params: TokenCardParams): Token {
  const { name, card } = tokenizeCard(params, context.now)
  const token = context.state.table('token').put({
    id: createId('tok'),
    object: 'token',
    card: {
      id: createId('card'),
      object: 'card',
      address_city: params.address_city ?? null,
      address_country: params.address_country ?? null,
      address_line1: params.address_line1 ?? null,
      address_line2: params.address_line2 ?? null,
      address_state: params.address_state ?? null,
      address_zip: params.address_zip ?? null,
      brand: brandNames[card.brand] ?? 'Unknown',
      country: card.country,
      cvc_check: card.checks?.cvc_check ?? null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint,
      funding: card.funding,
      last4: card.last4,
      metadata: {},
      name: params.name ?? null,
    },
    client_ip: null,
    created: context.now,
    livemode: false,
    type: 'card',
    used: false,
  })
  context.state.table('card_secret').put({ id: token.id, card: name, isSetUp: false, isUsedUp: false })
  return token
}

/** Tokens say brands as they are printed. */
const brandNames: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'MasterCard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}
