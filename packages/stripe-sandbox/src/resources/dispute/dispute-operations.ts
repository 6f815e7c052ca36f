import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { updateDispute, type UpdateDispute } from './answer-dispute.ts'
import { closeDispute } from './settle-dispute.ts'

const one = '/v1/disputes/{id}'

export const disputeOperations: readonly Operation[] = [
  defineOperation<ListParams & { charge?: string; payment_intent?: string }>({
    method: 'GET',
    path: '/v1/disputes',
    run(context, { params }) {
      const { charge, payment_intent: intent } = params
      return listPage({
        table: context.state.table('dispute'),
        url: '/v1/disputes',
        params,
        matches: (dispute) =>
          (charge === undefined || dispute.charge === charge) &&
          (intent === undefined || dispute.payment_intent === intent),
      })
    },
  }),
  defineOperation({ method: 'GET', path: one, run: (context, { id }) => context.get('dispute', id) }),
  defineOperation<UpdateDispute>({
    method: 'POST',
    path: one,
    run: (context, { id, params }) => updateDispute(context, id, params),
  }),
  defineOperation({ method: 'POST', path: `${one}/close`, run: (context, { id }) => closeDispute(context, id) }),
]
