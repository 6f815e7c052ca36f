import type { Context } from '../context.ts'

/** Minor units by currency, of what may be paid out now. The sum of balance transactions is the balance. */
export const sumAvailable = (context: Context): Map<string, number> =>
  sumNet(context, (availableOn) => availableOn <= context.now)

/** The balance as the API shows it. */
export function presentBalance(context: Context): object {
  return {
    object: 'balance',
    available: present(sumAvailable(context)),
    livemode: false,
    pending: present(sumNet(context, (availableOn) => availableOn > context.now)),
  }
}

/** One amount for each currency that ever moved. */
function sumNet(context: Context, counts: (availableOn: number) => boolean): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { currency, net, available_on: on } of context.state.table('balance_transaction').oldestFirst()) {
    sums.set(currency, (sums.get(currency) ?? 0) + (counts(on) ? net : 0))
  }
  return sums
}

function present(sums: Map<string, number>) {
  const shown = sums.size === 0 ? [['usd', 0] as const] : [...sums]
  return shown.map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }))
}
