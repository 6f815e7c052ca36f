import { GetPayout, ListPayouts, Payout, PayoutPage } from '@azora/contract/payout'
import { getPayout } from '@azora/payments-core/payout/get-payout'
import { listPayouts } from '@azora/payments-core/payout/list-payouts'
import { procedure, router } from './trpc.ts'

export const payoutsRouter = router({
  list: procedure('payouts.list')
    .input(ListPayouts)
    .output(PayoutPage)
    .query(({ ctx, input }) => listPayouts(ctx.payments, input)),
  get: procedure('payouts.get')
    .input(GetPayout)
    .output(Payout)
    .query(({ ctx, input }) => getPayout(ctx.payments, input)),
})
