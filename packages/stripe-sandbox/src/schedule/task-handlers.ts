import type { Context } from '../resources/context.ts'
import { expireAuthorization } from '../resources/payment-intent/expire-authorization.ts'
import { failRefund, settleRefund } from '../resources/refund/settle-refund.ts'

/** Names what may be planned. A resource that does something later adds its word here and its handler below. */
export type TaskKind = 'expire_authorization' | 'fail_refund' | 'settle_refund'

type Handle = (context: Context, subject: string) => void

const handlers: Record<TaskKind, Handle> = {
  expire_authorization: expireAuthorization,
  fail_refund: (context, id) => failRefund(context, id),
  settle_refund: settleRefund,
}

export const taskHandlers: ReadonlyMap<string, Handle> = new Map(Object.entries(handlers))
