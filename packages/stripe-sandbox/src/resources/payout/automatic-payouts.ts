import { presentBalance, sumAvailable } from '../balance/sum-balance.ts'
import type { Context } from '../context.ts'
import { storePayout } from './create-payout.ts'
import { usualDestination, type Payout } from './payout.ts'

const daySeconds = 24 * 3600

/** Plans the next midnight, once. To be called when the switch is turned on, and by each midnight. */
export function planAutomaticPayouts(context: Context): void {
  const isPlanned = [...context.state.table('task').oldestFirst()].some(({ kind }) => kind === 'pay_out')
  if (!context.state.switches.automaticPayouts || isPlanned) return
  const tomorrow = (Math.floor(context.now / daySeconds) + 1) * daySeconds
  context.schedule({ kind: 'pay_out', subject: 'balance', dueAt: tomorrow })
}

/** Pays out what became available, each currency by itself, and plans the next midnight. */
export function payOut(context: Context): void {
  if (!context.state.switches.automaticPayouts) return
  const amounts = [...sumAvailable(context)].filter(([, amount]) => amount > 0)
  if (amounts.length > 0) context.emit({ type: 'balance.available', object: presentBalance(context) })
  for (const [currency, amount] of amounts) {
    const payout = storePayout(context, { amount, currency, destination: usualDestination, automatic: true })
    enterTransactions(context, payout)
  }
  planAutomaticPayouts(context)
}

/** Notes what the payout is made of: all that is available and in no payout yet. */
function enterTransactions(context: Context, payout: Payout): void {
  const entries = context.state.table('payout_entry')
  for (const { id, currency, available_on: on } of context.state.table('balance_transaction').oldestFirst()) {
    if (currency === payout.currency && on <= context.now && !entries.get(id)) entries.put({ id, payout: payout.id })
  }
}
