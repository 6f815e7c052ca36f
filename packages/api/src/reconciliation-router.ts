import { Reconciliation } from '@azora/contract/reconciliation'
import { getReconciliation } from '@azora/payments-core/reconcile/get-reconciliation'
import { procedure, router } from './trpc.ts'

export const reconciliationRouter = router({
  get: procedure('reconciliation.get')
    .output(Reconciliation)
    .query(({ ctx }) => getReconciliation(ctx.payments)),
})
