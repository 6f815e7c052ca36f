import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'

export const setupAttemptOperations: readonly Operation[] = [
  defineOperation<ListParams & { setup_intent: string }>({
    method: 'GET',
    path: '/v1/setup_attempts',
    run(context, { params }) {
      const table = context.state.table('setup_attempt')
      const intent = context.get('setup_intent', params.setup_intent, 'setup_intent')
      return listPage({ table, url: '/v1/setup_attempts', params, among: table.where('setup_intent', intent.id) })
    },
  }),
]
