import { defineOperation, type Operation } from '../operation.ts'
import { presentBalance } from './sum-balance.ts'

export const balanceOperations: readonly Operation[] = [
  defineOperation({ method: 'GET', path: '/v1/balance', run: presentBalance }),
]
