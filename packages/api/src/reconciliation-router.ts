import { CompareAgain, Reconciliation } from '@azora/contract/reconciliation'
import { compareAgain } from '@azora/payments-core/reconcile/compare-again'
import { getReconciliation } from '@azora/payments-core/reconcile/get-reconciliation'
import { procedure, router } from './trpc.ts'

export const reconciliationRouter = router({
  compareAgain: procedure('reconciliation.compareAgain')
    .input(CompareAgain)
    .output(Reconciliation)
    .mutation(({ ctx, input }) => compareAgain(ctx.payments, input)),
  get: procedure('reconciliation.get')
    .output(Reconciliation)
    .query(({ ctx }) => getReconciliation(ctx.payments)),
})
