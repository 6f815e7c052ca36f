import type { Context } from '../resources/context.ts'
import { expireAuthorization } from '../resources/payment-intent/expire-authorization.ts'

/** Names what may be planned. A resource that does something later adds its word here and its handler below. */
export type TaskKind = 'expire_authorization'

type Handle = (context: Context, subject: string) => void

const handlers: Record<TaskKind, Handle> = {
  expire_authorization: expireAuthorization,
}

export const taskHandlers: ReadonlyMap<string, Handle> = new Map(Object.entries(handlers))
