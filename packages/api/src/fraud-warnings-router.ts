import { FraudWarning, FraudWarningPage, GetFraudWarning, ListFraudWarnings } from '@azora/contract/fraud-warning'
import { dismissFraudWarning } from '@azora/payments-core/fraud-warning/dismiss-fraud-warning'
import { getFraudWarning } from '@azora/payments-core/fraud-warning/get-fraud-warning'
import { listFraudWarnings } from '@azora/payments-core/fraud-warning/list-fraud-warnings'
import { procedure, router } from './trpc.ts'

export const fraudWarningsRouter = router({
  list: procedure('fraudWarnings.list')
    .input(ListFraudWarnings)
    .output(FraudWarningPage)
    .query(({ ctx, input }) => listFraudWarnings(ctx.payments, input)),
  get: procedure('fraudWarnings.get')
    .input(GetFraudWarning)
    .output(FraudWarning)
    .query(({ ctx, input }) => getFraudWarning(ctx.payments, input)),
  dismiss: procedure('fraudWarnings.dismiss')
    .input(GetFraudWarning)
    .output(FraudWarning)
    .mutation(({ ctx, input }) => dismissFraudWarning(ctx.payments, input)),
})
