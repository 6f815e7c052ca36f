import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { buildAccount, platformAccount, type Account } from './account.ts'

export const accountOperations: readonly Operation[] = [
  defineOperation({ method: 'GET', path: '/v1/account', run: (context) => ownAccount(context) }),
]

const ownAccount = (context: Context): Account =>
  buildAccount(platformAccount, { email: 'shop@sandbox.example', switches: context.state.switches, created: 0 })
