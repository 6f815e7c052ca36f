import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { findCustomer } from '../customer/find-customer.ts'
import { checkUnused } from '../payment-method/attach-payment-method.ts'
import { checkTypeAllowed } from '../payment-method/check-type-allowed.ts'
import { createPaymentMethod } from '../payment-method/create-payment-method.ts'
import { findPaymentMethod } from '../payment-method/find-payment-method.ts'
import type { PaymentMethod } from '../payment-method/payment-method.ts'
import { orNull } from '../shared/address.ts'
import { mergeMetadata } from '../shared/metadata.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { ChangeSetupParams } from './setup-intent-params.ts'

/** The setup with what the parameters name; nothing is stored. @throws {StripeError} when a value cannot be */
export function changeSetupIntent(context: Context, intent: SetupIntent, params: ChangeSetupParams): SetupIntent {
  const { customer, description, payment_method_options: options } = params
  const asked = options?.card ? options.card.request_three_d_secure : undefined
  const changed: SetupIntent = {
    ...intent,
    allowed_payment_method_types: params.allowed_payment_method_types || intent.allowed_payment_method_types,
    customer: customer === undefined ? intent.customer : findCustomer(context, customer, 'customer').id,
    description: description === undefined ? intent.description : orNull(description),
    excluded_payment_method_types: params.excluded_payment_method_types || intent.excluded_payment_method_types,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    payment_method_types: params.allowed_payment_method_types || intent.payment_method_types,
    payment_method_options: asked
      ? { card: { ...intent.payment_method_options.card, request_three_d_secure: asked } }
      : intent.payment_method_options,
  }
  const method = readMethod(context, params)
  if (!method) return changed
  checkMethodFitsSetup(context, changed, method)
  return { ...changed, payment_method: method.id }
}

/** @throws {StripeError} when the method is another customer's, or used up */
export function checkMethodFitsSetup(context: Context, intent: SetupIntent, method: PaymentMethod): void {
  checkUnused(context, method)
  checkTypeAllowed(intent, method)
  if (method.customer === null || method.customer === intent.customer) return
  const message = `The PaymentMethod supplied (${method.id}) belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the SetupIntent.`
  throw invalidRequest({ message, param: 'payment_method' })
}

function readMethod(
  context: Context,
  { payment_method: id, payment_method_data: data }: ChangeSetupParams,
): PaymentMethod | undefined {
  if (id !== undefined) return findPaymentMethod(context, id)
  return data && createPaymentMethod(context, data, 'payment_method_data')
}
