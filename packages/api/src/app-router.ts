import { auditRouter } from './audit-router.ts'
import { catalogRouter } from './catalog-router.ts'
import { eventsRouter } from './events-router.ts'
import { disputesRouter } from './disputes-router.ts'
import { fraudWarningsRouter } from './fraud-warnings-router.ts'
import { healthRouter } from './health-router.ts'
import { paymentMethodsRouter } from './payment-methods-router.ts'
import { paymentsRouter } from './payments-router.ts'
import { payoutsRouter } from './payouts-router.ts'
import { receiptsRouter } from './receipts-router.ts'
import { reconciliationRouter } from './reconciliation-router.ts'
import { refundsRouter } from './refunds-router.ts'
import { router } from './trpc.ts'

/** Every procedure, by noun. Its type is what clients are built from. */
export const appRouter = router({
  audit: auditRouter,
  catalog: catalogRouter,
  paymentMethods: paymentMethodsRouter,
  events: eventsRouter,
  disputes: disputesRouter,
  fraudWarnings: fraudWarningsRouter,
  payments: paymentsRouter,
  payouts: payoutsRouter,
  receipts: receiptsRouter,
  reconciliation: reconciliationRouter,
  refunds: refundsRouter,
  health: healthRouter,
})

export type AppRouter = typeof appRouter
