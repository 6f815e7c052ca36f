import { defineOperation, type Operation } from '../operation.ts'
import { listPage, type ListParams } from '../shared/list-page.ts'

const all = '/v1/radar/early_fraud_warnings'

export const earlyFraudWarningOperations: readonly Operation[] = [
  defineOperation<ListParams & { charge?: string; payment_intent?: string }>({
    method: 'GET',
    path: all,
    run(context, { params }) {
      const { charge, payment_intent: intent } = params
      return listPage({
        table: context.state.table('radar.early_fraud_warning'),
        url: all,
        params,
        matches: (warning) =>
          (charge === undefined || warning.charge === charge) &&
          (intent === undefined || warning.payment_intent === intent),
      })
    },
  }),
  defineOperation({
    method: 'GET',
    path: `${all}/{id}`,
    run: (context, { id }) => context.get('radar.early_fraud_warning', id),
  }),
]
