import { createHash } from 'node:crypto'
import { text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { actorOf } from '../request/actor-of.ts'

/** One entry a minute for each caller and procedure: whoever tries ten thousand times fills no log. */
const windowMs = 60_000

/**
 * Writes down that somebody called what they may not call. The id follows from caller, procedure and minute, so the
 * database itself keeps it to one entry, whichever processes were asked.
 */
export async function noteRefusedAccess(
  ctx: CallerContext,
  { procedure, requestId }: { procedure: string; requestId: string },
): Promise<void> {
  const { merchantId, caller, clock } = ctx
  const now = clock.now()
  const minute = Math.floor(now.getTime() / windowMs)
  await ctx.db.all(insertRefusedAccess, {
    merchantId,
    auditId: uuidOf(`access.refused/${caller.subject}/${procedure}/${minute}`),
    actor: actorOf(caller),
    procedure,
    requestId,
    roles: caller.roles.join(','),
    now,
  })
}

/** A UUID of version 8, which is for such use. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const insertRefusedAccess = defineStatement({
  name: 'audit/insert-refused-access',
  text: `
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, request_id, after, at)
    values ($merchantId, $auditId, $actor, 'access.refused', 'procedure', $procedure, $requestId,
            jsonb_build_object('roles', $roles), $now)
    on conflict (merchant_id, id) do nothing`,
  params: {
    merchantId: uuid,
    auditId: uuid,
    actor: text,
    procedure: text,
    requestId: text,
    roles: text,
    now: timestamptz,
  },
  columns: {},
})
