import { resourceMissing } from '../../http/stripe-error.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { snapshotEventId, toThinEvent } from './thin-event.ts'

/** Not in the contract, which ends at `/v1`. */
export const thinEventOperations: readonly Operation[] = [
  defineOperation({
    method: 'GET',
    path: '/v2/core/events/{id}',
    schema: () => ({ type: 'object', properties: {} }),
    run(context, { id }) {
      const event = context.state.table('event').get(snapshotEventId(id))
      if (!event) throw resourceMissing({ resource: 'event', id })
      return toThinEvent(event)
    },
  }),
]
