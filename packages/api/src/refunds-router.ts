import {
  CreateRefund,
  DecideRefund,
  GetRefund,
  ListOwnRefunds,
  ListRefunds,
  OwnRefundPage,
  Refund,
  RefundPage,
} from '@azora/contract/refund'
import { approveRefund } from '@azora/payments-core/refund/approve-refund'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { listOwnRefunds } from '@azora/payments-core/refund/list-own-refunds'
import { listRefunds } from '@azora/payments-core/refund/list-refunds'
import { readRefund } from '@azora/payments-core/refund/read-refund'
import { rejectRefund } from '@azora/payments-core/refund/reject-refund'
import { procedure, router } from './trpc.ts'

export const refundsRouter = router({
  create: procedure('refunds.create')
    .input(CreateRefund)
    .output(Refund)
    .mutation(({ ctx, input }) => createRefund(ctx.payments, input)),
  approve: procedure('refunds.approve')
    .input(DecideRefund)
    .output(Refund)
    .mutation(({ ctx, input }) => approveRefund(ctx.payments, input)),
  reject: procedure('refunds.reject')
    .input(DecideRefund)
    .output(Refund)
    .mutation(({ ctx, input }) => rejectRefund(ctx.payments, input)),
  get: procedure('refunds.get')
    .input(GetRefund)
    .output(Refund)
    .query(({ ctx, input }) => readRefund(ctx.payments, input.refundId)),
  list: procedure('refunds.list')
    .input(ListRefunds)
    .output(RefundPage)
    .query(({ ctx, input }) => listRefunds(ctx.payments, input)),
  ofPayment: procedure('refunds.ofPayment')
    .input(ListOwnRefunds)
    .output(OwnRefundPage)
    .query(({ ctx, input }) => listOwnRefunds(ctx.payments, input)),
})
