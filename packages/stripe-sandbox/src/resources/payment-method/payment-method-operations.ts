import type { UsBankAccountParams } from '../../banks/read-bank-account.ts'
import { invalidRequest, resourceMissing } from '../../http/stripe-error.ts'
import { missingParameter } from '../../contract/compile-params.ts'
import type { Context } from '../context.ts'
import { findCustomer } from '../customer/find-customer.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { buildBillingDetails, type BillingDetailsParams } from '../shared/address.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { attachPaymentMethod, detachPaymentMethod } from './attach-payment-method.ts'
import { createPaymentMethod, type PaymentMethodParams } from './create-payment-method.ts'
import { findPaymentMethod } from './find-payment-method.ts'
import { detailsOf, type MethodDetails, type PaymentMethod } from './payment-method.ts'

interface ListMethods extends ListParams {
  allow_redisplay?: string
  customer?: string
  type?: string
}

interface UpdateMethod {
  allow_redisplay?: PaymentMethod['allow_redisplay']
  billing_details?: BillingDetailsParams
  card?: { exp_month?: number; exp_year?: number }
  metadata?: MetadataParams
  us_bank_account?: Pick<UsBankAccountParams, 'account_holder_type' | 'account_type'>
}

const one = '/v1/payment_methods/{id}'
const ofCustomer = '/v1/customers/{id}/payment_methods'

export const paymentMethodOperations: readonly Operation[] = [
  defineOperation<PaymentMethodParams>({
    method: 'POST',
    path: '/v1/payment_methods',
    forBrowsers: true,
    run: (context, { params }) => createPaymentMethod(context, params),
  }),
  defineOperation<ListMethods>({
    method: 'GET',
    path: '/v1/payment_methods',
    run: (context, { params }) => list(context, '/v1/payment_methods', params),
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => findPaymentMethod(context, id) }),
  defineOperation<UpdateMethod>({
    method: 'POST',
    path: one,
    run: (context, { id, params }) => update(context, id, params),
  }),
  defineOperation<{ customer?: string }>({
    method: 'POST',
    path: `${one}/attach`,
    run(context, { id, params }) {
      if (params.customer === undefined) throw missingParameter('customer')
      const customer = findCustomer(context, params.customer, 'customer')
      return attachPaymentMethod(context, findPaymentMethod(context, id), customer.id)
    },
  }),
  defineOperation({
    method: 'POST',
    path: `${one}/detach`,
    run(context, { id }) {
      const method = context.get('payment_method', id)
      if (method.customer !== null) return detachPaymentMethod(context, method)
      const message =
        'The payment method you provided is not attached to a customer so detachment is impossible. Please attach this PaymentMethod to a customer before detaching.'
      throw invalidRequest({ message, param: 'payment_method' })
    },
  }),
  defineOperation<ListMethods>({
    method: 'GET',
    path: ofCustomer,
    run(context, { id, params }) {
      findCustomer(context, id)
      return list(context, ofCustomer.replace('{id}', id), { ...params, customer: id })
    },
  }),
  defineOperation({
    method: 'GET',
    path: '/v1/customers/{customer_id}/payment_methods/{id}',
    run(context, { id, ids }) {
      const method = context.get('payment_method', id)
      if (method.customer === ids['customer_id']) return method
      throw resourceMissing({ resource: 'payment_method', id })
    },
  }),
]

function list(context: Context, url: string, params: ListMethods) {
  const table = context.state.table('payment_method')
  const { customer, type, allow_redisplay: redisplay } = params
  const among = table.where('customer', customer ?? null)
  return listPage({
    table,
    url,
    params,
    // Without a customer only the account's own methods are listed, and a sandbox has none.
    among: customer === undefined ? [] : among,
    matches: (method) =>
      (type === undefined || method.type === type) && (redisplay === undefined || method.allow_redisplay === redisplay),
  })
}

function update(context: Context, id: string, params: UpdateMethod): PaymentMethod {
  const before = context.get('payment_method', id)
  if (before.customer === null) {
    const message = 'You must save this PaymentMethod to a customer before you can update it.'
    throw invalidRequest({ message, param: 'payment_method' })
  }
  const billing = params.billing_details
  const method: PaymentMethod = {
    ...before,
    allow_redisplay: params.allow_redisplay ?? before.allow_redisplay,
    billing_details: billing ? { ...before.billing_details, ...pickGiven(billing) } : before.billing_details,
    ...changeDetails(before, params),
    metadata: mergeMetadata(before.metadata, params.metadata),
  }
  context.state.table('payment_method').put(method)
  context.emit({ type: 'payment_method.updated', object: method, before })
  return method
}

function changeDetails(before: MethodDetails, { card, us_bank_account: account }: UpdateMethod): MethodDetails {
  if (before.type === 'card') {
    const { exp_month = before.card.exp_month, exp_year = before.card.exp_year } = card ?? {}
    return { type: before.type, card: { ...before.card, exp_month, exp_year } }
  }
  if (before.type !== 'us_bank_account') return detailsOf(before)
  return { type: before.type, us_bank_account: { ...before.us_bank_account, ...account } }
}

function pickGiven(billing: BillingDetailsParams) {
  const built = buildBillingDetails(billing)
  return Object.fromEntries(Object.entries(built).filter(([key]) => key in billing))
}
