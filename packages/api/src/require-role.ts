import { hasRole } from '@azora/contract/role'
import { noteRefusedAccess } from '@azora/payments-core/audit/note-refused-access'
import type { CallerContext } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import { accessRules, type GuardedPath } from './access-rules.ts'

/**
 * Lets a caller pass whom the procedure's rule names, and writes down that another one tried. The refusal stands, whether or
 * not it could be written down.
 *
 * @throws {Refusal} forbidden
 */
export async function requireRole(
  ctx: CallerContext,
  { procedure, requestId }: { procedure: GuardedPath; requestId: string },
): Promise<void> {
  if (hasRole(ctx.caller.roles, accessRules[procedure])) return
  await noteRefusedAccess(ctx, { procedure, requestId }).catch((error: unknown) =>
    ctx.log.error(
      { procedure, requestId, error: String(error) },
      'a refused access could not be written to the audit log',
    ),
  )
  throw new Refusal({ code: 'forbidden' })
}
