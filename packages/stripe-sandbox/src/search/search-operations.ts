import { invalidRequest } from '../http/stripe-error.ts'
import { defineOperation, type Operation } from '../resources/operation.ts'
import { compileQuery, type SearchFields } from './match-query.ts'
import { parseQuery } from './parse-query.ts'

interface Search {
  query: string
  limit?: number
  page?: string
}

const card = 'payment_method_details.card'

/** https://docs.stripe.com/search#query-fields-for-charges and the two below it. */
const charges: SearchFields = {
  amount: 'number',
  'billing_details.address.postal_code': 'token',
  created: 'number',
  currency: 'token',
  customer: 'token',
  disputed: 'token',
  [`${card}.brand`]: 'token',
  [`${card}.exp_month`]: 'token',
  [`${card}.exp_year`]: 'token',
  [`${card}.fingerprint`]: 'token',
  [`${card}.last4`]: 'token',
  refunded: 'token',
  status: 'token',
}
const customers: SearchFields = { created: 'number', email: 'text', name: 'text', phone: 'text' }
const paymentIntents: SearchFields = {
  amount: 'number',
  created: 'number',
  currency: 'token',
  customer: 'token',
  status: 'token',
}

/** They come before the operations on one object: `search` is no id. */
export const searchOperations: readonly Operation[] = [
  search('charge', 'charges', charges),
  search('customer', 'customers', customers),
  search('payment_intent', 'payment_intents', paymentIntents),
]

function search(table: string, resource: string, fields: SearchFields): Operation {
  const url = `/v1/${resource}/search`
  return defineOperation<Search>({
    method: 'GET',
    path: url,
    run(context, { params }) {
      const { limit = 10, page } = params
      if (limit < 1 || limit > 100) {
        const message = 'This value must be between 1 and 100.'
        throw invalidRequest({ message, param: 'limit', code: 'parameter_invalid_integer' })
      }
      const isWanted = compileQuery(parseQuery(params.query), { resource, fields })
      const found = context.state.searchIndex.rows(table).filter(isWanted).toReversed()
      const start = page === undefined ? 0 : readPage(page)
      const has_more = found.length > start + limit
      return {
        object: 'search_result',
        data: found.slice(start, start + limit),
        has_more,
        next_page: has_more ? writePage(start + limit) : null,
        url,
      }
    },
  })
}

const writePage = (start: number): string => Buffer.from(`from ${start}`).toString('base64url')

function readPage(page: string): number {
  const start = /^from (\d{1,9})$/.exec(Buffer.from(page, 'base64url').toString())?.[1]
  if (start === undefined) throw invalidRequest({ message: `Invalid page token: ${page}`, param: 'page' })
  return Number(start)
}
