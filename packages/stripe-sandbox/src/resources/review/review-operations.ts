import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'
import { approveReview } from './close-review.ts'

const all = '/v1/reviews'

export const reviewOperations: readonly Operation[] = [
  defineOperation<ListParams>({
    method: 'GET',
    path: all,
    run: (context, { params }) =>
      listPage({ table: context.state.table('review'), url: all, params, matches: ({ open }) => open }),
  }),
  defineOperation({ method: 'GET', path: `${all}/{id}`, run: (context, { id }) => context.get('review', id) }),
  defineOperation({
    method: 'POST',
    path: `${all}/{id}/approve`,
    run: (context, { id }) => approveReview(context, id),
  }),
]
