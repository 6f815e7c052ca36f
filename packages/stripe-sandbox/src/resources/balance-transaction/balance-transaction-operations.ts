import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { presentBalanceTransaction } from './balance-transaction.ts'

interface ListTransactions extends ListParams {
  currency?: string
  payout?: string
  source?: string
  type?: string
}

export const balanceTransactionOperations: readonly Operation[] = [
  defineOperation<ListTransactions>({
    method: 'GET',
    path: '/v1/balance_transactions',
    run(context, { params }) {
      const table = context.state.table('balance_transaction')
      const entries = context.state.table('payout_entry')
      const { currency, payout, source, type } = params
      const page = listPage({
        table,
        url: '/v1/balance_transactions',
        params,
        ...(source !== undefined && { among: table.where('source', source) }),
        matches: (row) =>
          (currency === undefined || row.currency === currency.toLowerCase()) &&
          (type === undefined || row.type === type) &&
          (payout === undefined || entries.get(row.id)?.payout === payout),
      })
      return { ...page, data: page.data.map((row) => presentBalanceTransaction(row, context.now)) }
    },
  }),
  defineOperation({
    method: 'GET',
    path: '/v1/balance_transactions/{id}',
    run: (context, { id }) => presentBalanceTransaction(context.get('balance_transaction', id), context.now),
  }),
]
