import { declines } from '../../cards/declines.ts'
import { cardError, invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { findTestCard } from './find-payment-method.ts'
import { isBankDebit, type PaymentMethod } from './payment-method.ts'

/** @throws {StripeError} when the method belongs to someone else or is used up; card_declined for cards that decline */
export function attachPaymentMethod(context: Context, method: PaymentMethod, customerId: string): PaymentMethod {
  if (method.customer === customerId) return method
  if (method.customer !== null) {
    const message = 'The payment method you provided has already been attached to a customer.'
    throw invalidRequest({ message, param: 'payment_method' })
  }
  checkUnused(context, method)
  if (isBankDebit(method.type)) checkVerified(context, method)
  else checkAcceptedByBank(context, method)
  const attached = context.state.table('payment_method').put({ ...method, customer: customerId })
  context.emit({ type: 'payment_method.attached', object: attached })
  return attached
}

function checkAcceptedByBank(context: Context, method: PaymentMethod): void {
  const card = findTestCard(context, method.id)
  if (!card.decline || card.declinesOnlyCharges) return
  const { code, declineCode, message, param } = declines[card.decline]
  throw cardError({ message, code, decline_code: declineCode, ...(param !== undefined && { param }) })
}

function checkVerified(context: Context, method: PaymentMethod): void {
  if (context.state.table('card_secret').get(method.id)?.isVerified === true) return
  const message =
    'This bank account must be verified before it can be attached to a customer. Use a SetupIntent or a PaymentIntent to verify it.'
  throw invalidRequest({ message, param: 'payment_method', code: 'bank_account_unverified' })
}

/** The method can never be used again. */
export function detachPaymentMethod(context: Context, method: PaymentMethod): PaymentMethod {
  const detached = context.state.table('payment_method').put({ ...method, customer: null })
  useUp(context, method.id)
  clearDefault(context, method)
  context.emit({ type: 'payment_method.detached', object: detached, before: method })
  return detached
}

export function useUp(context: Context, methodId: string): void {
  const secrets = context.state.table('card_secret')
  const secret = secrets.get(methodId)
  if (secret && !secret.isUsedUp) secrets.put({ ...secret, isUsedUp: true })
}

/** @throws {StripeError} when the method paid once, or was detached, without a customer to keep it */
export function checkUnused(context: Context, method: PaymentMethod): void {
  if (method.customer !== null || context.state.table('card_secret').get(method.id)?.isUsedUp !== true) return
  throw invalidRequest({
    message:
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
    param: 'payment_method',
  })
}

function clearDefault(context: Context, method: PaymentMethod): void {
  const before = method.customer === null ? undefined : context.state.table('customer').get(method.customer)
  if (!before || 'deleted' in before || before.invoice_settings.default_payment_method !== method.id) return
  const invoice_settings = { ...before.invoice_settings, default_payment_method: null }
  const customer = context.state.table('customer').put({ ...before, invoice_settings })
  context.emit({ type: 'customer.updated', object: customer, before })
}
