import { Health } from './health.ts'
import { publicProcedure, router } from './trpc.ts'

export const healthRouter = router({
  check: publicProcedure.output(Health).query(() => ({ status: 'ok' as const })),
})
