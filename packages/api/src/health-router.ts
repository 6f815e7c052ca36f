import { Health } from '@azora/contract/health'
import { openProcedure, router } from './trpc.ts'

export const healthRouter = router({
  check: openProcedure('health.check')
    .output(Health)
    .query(() => ({ status: 'ok' as const })),
})
