import { findBankAccountByName } from '../../banks/find-bank-account.ts'
import type { TestBankAccount } from '../../banks/test-bank-account.ts'
import { findCardByName } from '../../cards/test-cards.ts'
import type { TestCard } from '../../cards/card-behaviour.ts'
import type { Context } from '../context.ts'
import { createNamedPaymentMethod } from './create-payment-method.ts'
import type { PaymentMethod } from './payment-method.ts'

/** By id, or a new one for a name such as `pm_card_visa`. @throws {StripeError} resource_missing */
export function findPaymentMethod(context: Context, id: string, param = 'payment_method'): PaymentMethod {
  return createNamedPaymentMethod(context, id) ?? context.get('payment_method', id, param)
}

/** How the card behind a payment method behaves. */
export function findTestCard(context: Context, methodId: string): TestCard {
  const name = context.state.table('card_secret').get(methodId)?.card ?? ''
  const card = findCardByName(name)
  if (!card) throw new Error(`${methodId} has no test card`)
  return card
}

/** How the bank account behind a payment method behaves. */
export function findTestBankAccount(context: Context, methodId: string): TestBankAccount {
  const name = context.state.table('card_secret').get(methodId)?.card ?? ''
  const account = findBankAccountByName(name)
  if (!account) throw new Error(`${methodId} has no test bank account`)
  return account
}
