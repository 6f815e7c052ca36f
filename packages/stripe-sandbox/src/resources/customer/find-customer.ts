import { resourceMissing } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import type { Customer } from './customer.ts'

/** @throws {StripeError} resource_missing, also when the customer was deleted */
export function findCustomer(context: Context, id: string, param?: string): Customer {
  const customer = context.get('customer', id, param)
  if ('deleted' in customer) throw resourceMissing({ resource: 'customer', id, param })
  return customer
}
