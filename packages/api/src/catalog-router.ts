import { Catalog, ListCatalog } from '@azora/contract/catalog'
import { listCatalog } from '@azora/payments-core/catalog/list-catalog'
import { openProcedure, router } from './trpc.ts'

export const catalogRouter = router({
  list: openProcedure('catalog.list')
    .input(ListCatalog)
    .output(Catalog)
    .query(({ ctx, input }) => listCatalog(ctx.payments, input)),
})
