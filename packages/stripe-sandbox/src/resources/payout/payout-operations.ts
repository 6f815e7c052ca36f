import { defineOperation, type Operation } from '../operation.ts'
import { isWithin, listPage, type ListParams } from '../shared/list-page.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { createPayout, type CreatePayout } from './create-payout.ts'
import type { Payout } from './payout.ts'
import { cancelPayout, reversePayout } from './settle-payout.ts'

interface ListPayouts extends ListParams {
  arrival_date?: ListParams['created']
  destination?: string
  status?: string
}

const all = '/v1/payouts'
const one = `${all}/{id}`

export const payoutOperations: readonly Operation[] = [
  defineOperation<CreatePayout>({
    method: 'POST',
    path: all,
    run: (context, { params }) => createPayout(context, params),
  }),
  defineOperation<ListPayouts>({
    method: 'GET',
    path: all,
    run: (context, { params }) =>
      listPage({
        table: context.state.table('payout'),
        url: all,
        params,
        matches: (payout) =>
          (params.status === undefined || payout.status === params.status) &&
          (params.destination === undefined || payout.destination === params.destination) &&
          isWithin(payout.arrival_date, params.arrival_date),
      }),
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('payout', id) }),
  defineOperation<{ metadata?: MetadataParams }>({
    method: 'POST',
    path: one,
    run(context, { id, params }) {
      const before = context.get('payout', id)
      const metadata = mergeMetadata(before.metadata, params.metadata)
      const payout = context.state.table('payout').put<Payout>({ ...before, metadata })
      context.emit({ type: 'payout.updated', object: payout, before })
      return payout
    },
  }),
  defineOperation({ method: 'POST', path: `${one}/cancel`, run: (context, { id }) => cancelPayout(context, id) }),
  defineOperation<{ metadata?: MetadataParams }>({
    method: 'POST',
    path: `${one}/reverse`,
    run: (context, { id, params }) => reversePayout(context, id, params.metadata),
  }),
]
