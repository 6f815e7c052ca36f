import { defineOperation, type Operation } from '../operation.ts'

export const mandateOperations: readonly Operation[] = [
  defineOperation({ method: 'GET', path: '/v1/mandates/{id}', run: (context, { id }) => context.get('mandate', id) }),
]
