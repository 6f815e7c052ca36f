// tRPC as its own documentation serves it: the standalone adapter, without a caller, a log or headers.
import { initTRPC } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { z } from 'zod'

const t = initTRPC.create()
const router = t.router({
  health: t.router({
    check: t.procedure.output(z.object({ status: z.literal('ok') })).query(() => ({ status: 'ok' as const })),
  }),
})

createHTTPServer({ router, basePath: '/trpc/' }).listen(Number(process.env.PORT))
