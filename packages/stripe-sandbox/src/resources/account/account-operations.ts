import { resourceMissing } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { buildAccount, platformAccount, type Account } from './account.ts'

export const accountOperations: readonly Operation[] = [
  defineOperation({
    method: 'GET',
    path: '/v1/account',
    run: (context) => findAccount(context, context.state.account ?? platformAccount),
  }),
  defineOperation<ListParams>({
    method: 'GET',
    path: '/v1/accounts',
    run: (context, { params }) => listPage({ table: context.state.table('account'), url: '/v1/accounts', params }),
  }),
  defineOperation({ method: 'GET', path: '/v1/accounts/{id}', run: (context, { id }) => findAccount(context, id) }),
]

/** @throws {StripeError} resource_missing */
function findAccount(context: Context, id: string): Account {
  const { switches } = context.state
  if (id === platformAccount) return buildAccount(id, { email: 'shop@sandbox.example', switches, created: 0 })
  const account = context.state.table('account').get(id)
  if (!account) throw resourceMissing({ resource: 'account', id })
  return account
}
