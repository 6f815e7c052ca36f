import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import type { PaymentMethod } from './payment-method.ts'

export interface Expiry {
  expMonth: number
  expYear: number
}

/**
 * What the card networks tell Stripe of a saved card by themselves: it was replaced, or has a new date.
 *
 * @throws {StripeError} resource_missing, or for a method that is no saved card
 */
export function renewCard(context: Context, methodId: string, { expMonth, expYear }: Expiry): PaymentMethod {
  const before = context.get('payment_method', methodId)
  if (before.type !== 'card' || before.customer === null)
    throw invalidRequest({ message: `${methodId} is no saved card.`, param: 'payment_method' })
  const card = { ...before.card, exp_month: expMonth, exp_year: expYear }
  const method = context.state.table('payment_method').put<PaymentMethod>({ ...before, card })
  context.emit({ type: 'payment_method.automatically_updated', object: method, before })
  return method
}

/** Lets a card run out at the end of last month; nobody is told. @throws {StripeError} as `renewCard` */
export function expireCard(context: Context, methodId: string): PaymentMethod {
  const before = context.get('payment_method', methodId)
  if (before.type !== 'card') throw invalidRequest({ message: `${methodId} is no card.`, param: 'payment_method' })
  const today = new Date(context.now * 1000)
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1))
  const card = { ...before.card, exp_month: last.getUTCMonth() + 1, exp_year: last.getUTCFullYear() }
  return context.state.table('payment_method').put<PaymentMethod>({ ...before, card })
}
