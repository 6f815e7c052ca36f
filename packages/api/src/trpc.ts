import type { RefusalReason } from '@azora/contract/refusal-reason'
import type { Caller, PaymentContext } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import { initTRPC } from '@trpc/server'
import type { GuardedPath, OpenPath, ProcedurePath } from './access-rules.ts'
import { requireRole } from './require-role.ts'
import { toTrpcError } from './to-trpc-error.ts'

/** What every procedure gets. */
export interface ApiContext {
  payments: PaymentContext
  /** Who asks; null when no token was sent, or one that we refused. */
  caller: Caller | null
  requestId: string
  /** Why a token that was sent did not make a caller. Public procedures go on without. */
  callerRefusal?: Refusal | undefined
}

const hiddenMessage = 'Something went wrong'

const t = initTRPC.context<ApiContext>().create({
  // Otherwise stack traces leave whenever NODE_ENV is not `production`.
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: 15_000 },
    // A stream is renewed now and then, so that a token that was taken back does not keep one open.
    maxDurationMs: 5 * 60_000,
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter({ shape, error, ctx }) {
    const answer = toTrpcError(error)
    const refusal: RefusalReason | null = answer.cause instanceof Refusal ? answer.cause.reason : null
    return {
      code: shape.code,
      message: refusal ? answer.message : hiddenMessage,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal, requestId: ctx?.requestId ?? null },
    }
  },
})

/** Turns a `Refusal` of the core into the answer that its code has. */
const refusals = t.middleware(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw toTrpcError(result.error)
  return result
})

/** Whatever a procedure asks of Stripe comes out of one budget of calls and time. */
const oneBudget = t.middleware(({ ctx, next }) => ctx.payments.stripe.together(() => next()))

export const router = t.router

const base = t.procedure.use(refusals).use(oneBudget)

/** A procedure that anyone may call, signed in or not. `path` is where it stands in the router. */
export const openProcedure = (path: OpenPath) => base.use(standsAt(path))

/** A procedure for callers whom its rule names; the core answers for what is theirs. `path` is where it stands in the router. */
export const procedure = (path: GuardedPath) =>
  base.use(standsAt(path)).use(async ({ ctx, next }) => {
    const { caller, callerRefusal, requestId } = ctx
    if (!caller) throw callerRefusal ?? new Refusal({ code: 'unauthenticated' })
    const payments = { ...ctx.payments, caller }
    await requireRole(payments, { procedure: path, requestId })
    return next({ ctx: { payments } })
  })

/** A rule that is borrowed from another procedure opens nothing. */
const standsAt = (path: ProcedurePath) =>
  t.middleware(({ path: called, next }) => {
    if (called !== path) throw new Error(`${called} was built with the rule of ${path}`)
    return next()
  })
