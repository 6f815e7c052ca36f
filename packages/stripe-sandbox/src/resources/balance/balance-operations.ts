import type { Context } from '../context.ts'
import { defineOperation, type Operation } from '../operation.ts'

export const balanceOperations: readonly Operation[] = [
  defineOperation({
    method: 'GET',
    path: '/v1/balance',
    run: (context) => ({
      object: 'balance',
      available: sumNet(context, (availableOn) => availableOn <= context.now),
      livemode: false,
      pending: sumNet(context, (availableOn) => availableOn > context.now),
    }),
  }),
]

/** One amount for each currency that ever moved; the sum of balance transactions is the balance. */
function sumNet(context: Context, counts: (availableOn: number) => boolean) {
  const sums = new Map<string, number>()
  for (const { currency, net, available_on: on } of context.state.table('balance_transaction').oldestFirst()) {
    sums.set(currency, (sums.get(currency) ?? 0) + (counts(on) ? net : 0))
  }
  if (sums.size === 0) sums.set('usd', 0)
  return [...sums].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }))
}
