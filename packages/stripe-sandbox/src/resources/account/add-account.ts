import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import { buildAccount, type Account } from './account.ts'

/** Connects an account: requests that name it by `Stripe-Account` see its objects and its balance, and no others. */
export function addAccount(context: Context, { email = null }: { email?: string | null } = {}): Account {
  const { switches } = context.state
  return context.state.table('account').put(buildAccount(createId('acct'), { email, switches, created: context.now }))
}
