import { invalidRequest } from '../../http/stripe-error.ts'
import { checkAmount, checkCurrency } from '../../money/currency.ts'
import type { Context } from '../context.ts'
import { findCustomer } from '../customer/find-customer.ts'
import { createPaymentMethod } from '../payment-method/create-payment-method.ts'
import { findPaymentMethod } from '../payment-method/find-payment-method.ts'
import { buildShipping, orNull } from '../shared/address.ts'
import { mergeMetadata } from '../shared/metadata.ts'
import { changeOptions } from './change-options.ts'
import { checkMethodFits } from './check-method-fits.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { ChangeParams } from './payment-intent-params.ts'

/** The intent with what the parameters name; nothing is stored. @throws {StripeError} when a value cannot be */
export function changePaymentIntent(context: Context, intent: PaymentIntent, params: ChangeParams): PaymentIntent {
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency)
  const amount = params.amount ?? intent.amount
  if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency)
  checkStatementDescriptor(params)
  const customer =
    params.customer === undefined ? intent.customer : findCustomer(context, params.customer, 'customer').id
  const text = (given: string | undefined, before: string | null) => (given === undefined ? before : orNull(given))

  const changed: PaymentIntent = {
    ...intent,
    allowed_payment_method_types: params.allowed_payment_method_types ?? intent.allowed_payment_method_types,
    amount,
    amount_details: typeof params.amount_details === 'object' ? params.amount_details : intent.amount_details,
    capture_method: params.capture_method ?? intent.capture_method,
    currency,
    customer,
    description: text(params.description, intent.description),
    excluded_payment_method_types: params.excluded_payment_method_types || intent.excluded_payment_method_types,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    payment_method_options: changeOptions(intent.payment_method_options, params.payment_method_options),
    payment_method_types: params.allowed_payment_method_types ?? intent.payment_method_types,
    receipt_email: text(params.receipt_email, intent.receipt_email),
    setup_future_usage:
      params.setup_future_usage === '' ? null : (params.setup_future_usage ?? intent.setup_future_usage),
    shipping: params.shipping === undefined ? intent.shipping : buildShipping(params.shipping),
    statement_descriptor: text(params.statement_descriptor, intent.statement_descriptor),
    statement_descriptor_suffix: text(params.statement_descriptor_suffix, intent.statement_descriptor_suffix),
    transfer_group: text(params.transfer_group, intent.transfer_group),
  }
  return chooseMethod(context, changed, params)
}

function chooseMethod(context: Context, intent: PaymentIntent, params: ChangeParams): PaymentIntent {
  const { payment_method: id, payment_method_data: data } = params
  if (id === undefined && data === undefined) return intent
  const method =
    id === undefined ? createPaymentMethod(context, data ?? {}, 'payment_method_data') : findPaymentMethod(context, id)
  checkMethodFits(context, intent, method)
  return { ...intent, payment_method: method.id }
}

function checkStatementDescriptor({
  statement_descriptor: whole,
  statement_descriptor_suffix: suffix,
}: ChangeParams): void {
  const param = whole === undefined ? 'statement_descriptor_suffix' : 'statement_descriptor'
  const text = whole ?? suffix
  if (text === undefined || text === '') return
  if (/[<>\\'"*]/.test(text)) {
    const message = `The statement descriptor cannot contain any of the following characters: <, >, \\, ', ", *.`
    throw invalidRequest({ message, param })
  }
  if (!/[A-Za-z]/.test(text)) {
    throw invalidRequest({ message: 'The statement descriptor must contain at least one letter.', param })
  }
  if (text.length > 22) {
    throw invalidRequest({ message: 'The statement descriptor must be at most 22 characters.', param })
  }
}
