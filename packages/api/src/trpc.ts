import type { RefusalReason } from '@azora/contract/refusal-reason'
import type { Caller, PaymentContext } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import { initTRPC } from '@trpc/server'
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

export const router = t.router

/** Anyone may call it, signed in or not. */
export const publicProcedure = t.procedure.use(refusals)

/** Only a signed-in shopper may call it; the core answers for what is theirs. */
export const shopperProcedure = publicProcedure.use(({ ctx, next }) => {
  const { caller, callerRefusal, payments } = ctx
  if (!caller) throw callerRefusal ?? new Refusal({ code: 'unauthenticated' })
  if (!caller.roles.includes('shopper')) throw new Refusal({ code: 'forbidden' })
  return next({ ctx: { payments: { ...payments, caller } } })
})
