import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { attachPaymentMethod, detachPaymentMethod } from '../payment-method/attach-payment-method.ts'
import { findPaymentMethod } from '../payment-method/find-payment-method.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { buildCustomer, changeCustomer, type CustomerParams } from './customer.ts'
import { findCustomer } from './find-customer.ts'

const one = '/v1/customers/{id}'

export const customerOperations: readonly Operation[] = [
  defineOperation<CustomerParams & { payment_method?: string }>({
    method: 'POST',
    path: '/v1/customers',
    run(context, { params }) {
      checkEmail(params.email)
      const method = params.payment_method === undefined ? undefined : findPaymentMethod(context, params.payment_method)
      const customer = context.state.table('customer').put(buildCustomer(params, context.now))
      context.emit({ type: 'customer.created', object: customer })
      if (method) attachPaymentMethod(context, method, customer.id)
      return customer
    },
  }),
  defineOperation<ListParams & { email?: string }>({
    method: 'GET',
    path: '/v1/customers',
    run: (context, { params }) =>
      listPage({
        table: context.state.table('customer'),
        url: '/v1/customers',
        params,
        matches: (row) => !('deleted' in row) && (params.email === undefined || row.email === params.email),
      }),
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('customer', id) }),
  defineOperation<CustomerParams>({
    method: 'POST',
    path: one,
    run: (context, { id, params }) => update(context, id, params),
  }),
  defineOperation({
    method: 'DELETE',
    path: one,
    run(context, { id }) {
      const customer = findCustomer(context, id)
      for (const method of context.state.table('payment_method').where('customer', id))
        detachPaymentMethod(context, method)
      const deleted = context.state.table('customer').put({ id, object: 'customer', deleted: true } as const)
      context.emit({ type: 'customer.deleted', object: customer })
      return deleted
    },
  }),
]

function update(context: Context, id: string, params: CustomerParams) {
  checkEmail(params.email)
  const before = findCustomer(context, id)
  const method = params.invoice_settings?.default_payment_method
  if (method && context.get('payment_method', method, 'invoice_settings[default_payment_method]').customer !== id) {
    const message = `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`
    throw invalidRequest({ message, param: 'invoice_settings[default_payment_method]', code: 'resource_missing' })
  }
  const customer = changeCustomer(before, params)
  if (JSON.stringify(customer) === JSON.stringify(before)) return before
  context.state.table('customer').put(customer)
  context.emit({ type: 'customer.updated', object: customer, before })
  return customer
}

function checkEmail(email: string | undefined): void {
  if (email === undefined || email === '' || /^[^\s@]+@[^\s@]+$/.test(email)) return
  throw invalidRequest({ message: `Invalid email address: ${email}`, param: 'email', code: 'email_invalid' })
}
