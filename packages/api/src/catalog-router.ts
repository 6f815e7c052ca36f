import { Catalog, ListCatalog } from '@azora/contract/catalog'
import { listCatalog } from '@azora/payments-core/catalog/list-catalog'
import { publicProcedure, router } from './trpc.ts'

export const catalogRouter = router({
  list: publicProcedure
    .input(ListCatalog)
    .output(Catalog)
    .query(({ ctx, input }) => listCatalog(ctx.payments, input)),
})
