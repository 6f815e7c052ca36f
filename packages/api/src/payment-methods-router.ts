import { VerifySetup } from '@azora/contract/microdeposits'
import {
  DeletedMethod,
  DeleteMethod,
  ExpiringPage,
  GetSetup,
  ListExpiring,
  MethodList,
  MethodSetup,
  SavedMethod,
  SetDefaultMethod,
  SetUpMethod,
  StartedSetup,
} from '@azora/contract/payment-method'
import { deleteMethod } from '@azora/payments-core/method/delete-method'
import { getSetup } from '@azora/payments-core/method/get-setup'
import { listExpiring } from '@azora/payments-core/method/list-expiring'
import { listMethods } from '@azora/payments-core/method/list-methods'
import { setDefaultMethod } from '@azora/payments-core/method/set-default-method'
import { setUpMethod } from '@azora/payments-core/method/set-up-method'
import { verifySetup } from '@azora/payments-core/method/verify-setup'
import { procedure, router } from './trpc.ts'

export const paymentMethodsRouter = router({
  setup: procedure('paymentMethods.setup')
    .input(SetUpMethod)
    .output(StartedSetup)
    .mutation(({ ctx, input }) => setUpMethod(ctx.payments, input)),
  getSetup: procedure('paymentMethods.getSetup')
    .input(GetSetup)
    .output(MethodSetup)
    .query(({ ctx, input }) => getSetup(ctx.payments, input)),
  list: procedure('paymentMethods.list')
    .output(MethodList)
    .query(({ ctx }) => listMethods(ctx.payments)),
  listExpiring: procedure('paymentMethods.listExpiring')
    .input(ListExpiring)
    .output(ExpiringPage)
    .query(({ ctx, input }) => listExpiring(ctx.payments, input)),
  setDefault: procedure('paymentMethods.setDefault')
    .input(SetDefaultMethod)
    .output(SavedMethod)
    .mutation(({ ctx, input }) => setDefaultMethod(ctx.payments, input)),
  delete: procedure('paymentMethods.delete')
    .input(DeleteMethod)
    .output(DeletedMethod)
    .mutation(({ ctx, input }) => deleteMethod(ctx.payments, input)),
  verifyMicrodeposits: procedure('paymentMethods.verifyMicrodeposits')
    .input(VerifySetup)
    .output(MethodSetup)
    .mutation(({ ctx, input }) => verifySetup(ctx.payments, input)),
})
