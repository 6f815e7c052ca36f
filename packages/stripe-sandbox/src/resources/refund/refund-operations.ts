import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { createRefund, type CreateRefund } from './create-refund.ts'
import { cancelRefund } from './settle-refund.ts'

const one = '/v1/refunds/{id}'

export const refundOperations: readonly Operation[] = [
  defineOperation<CreateRefund>({
    method: 'POST',
    path: '/v1/refunds',
    run: (context, { params }) => createRefund(context, params),
  }),
  defineOperation<ListParams & { charge?: string; payment_intent?: string }>({
    method: 'GET',
    path: '/v1/refunds',
    run(context, { params }) {
      const table = context.state.table('refund')
      const { charge, payment_intent: intent } = params
      const byCharge = charge === undefined ? undefined : table.where('charge', charge)
      const among = byCharge ?? (intent === undefined ? undefined : table.where('payment_intent', intent))
      return listPage({ table, url: '/v1/refunds', params, ...(among && { among }) })
    },
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('refund', id) }),
  defineOperation<{ metadata?: MetadataParams }>({
    method: 'POST',
    path: one,
    run(context, { id, params }) {
      const before = context.get('refund', id)
      const refund = { ...before, metadata: mergeMetadata(before.metadata, params.metadata) }
      context.state.table('refund').put(refund)
      context.emit({ type: 'refund.updated', object: refund, before })
      return refund
    },
  }),
  defineOperation({ method: 'POST', path: `${one}/cancel`, run: (context, { id }) => cancelRefund(context, id) }),
]
