import { findCardByName } from '../../cards/test-cards.ts'
import { buildCard, type TokenizedCard } from '../../cards/tokenize-card.ts'
import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'

/** The card behind a token, once; undefined when there is no such token. @throws {StripeError} token_already_used */
export function useToken(context: Context, id: string): TokenizedCard | undefined {
  const token = context.state.table('token').get(id)
  const known = findCardByName(context.state.table('card_secret').get(id)?.card ?? '')
  if (!token || !known) return undefined
  if (token.used) {
    const message = `You cannot use a Stripe token more than once: ${id}.`
    throw invalidRequest({ message, code: 'token_already_used', param: 'card[token]' })
  }
  context.state.table('token').put({ ...token, used: true })
  const { exp_month: month, exp_year: year, cvc_check: cvcCheck } = token.card
  return { name: known.name, card: buildCard(known, { month, year, cvcCheck }) }
}
