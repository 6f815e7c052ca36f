import { invalidRequest } from '../../http/stripe-error.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'

interface ListEvents extends ListParams {
  type?: string
  types?: string[]
  delivery_success?: boolean
}

export const eventOperations: readonly Operation[] = [
  defineOperation<ListEvents>({
    method: 'GET',
    path: '/v1/events',
    run(context, { params }) {
      const { type, types, delivery_success: delivered } = params
      if (type !== undefined && types !== undefined) {
        throw invalidRequest({ message: 'You may only specify one of these parameters: type, types.', param: 'type' })
      }
      const wanted = types ?? (type === undefined ? undefined : [type])
      return listPage({
        table: context.state.table('event'),
        url: '/v1/events',
        params,
        matches: (event) =>
          event.account === context.state.account &&
          (wanted === undefined || wanted.some((pattern) => isType(event.type, pattern))) &&
          (delivered === undefined || delivered === (event.pending_webhooks === 0)),
      })
    },
  }),
  defineOperation({ method: 'GET', path: '/v1/events/{id}', run: (context, { id }) => context.get('event', id) }),
]

/** `payment_intent.*` stands for the whole group. */
const isType = (type: string, pattern: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
