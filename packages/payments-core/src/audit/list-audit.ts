import type { AuditPage, ListAudit } from '@azora/contract/audit'
import type { Caller, CallerContext } from '../context.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import {
  selectAudit,
  selectAuditOfActor,
  selectAuditOfRequest,
  selectAuditOfSubject,
  toAuditEntry,
} from './audit-rows.ts'

/** What support sees: what happened to payments and what hangs on them. */
const actionsForSupport = ['payment.', 'charge.', 'refund.', 'receipt.', 'event.']

const visibleTo = ({ roles }: Caller): string[] => (roles.includes('admin') ? [''] : actionsForSupport)

const sort = 'at'
const nilId = '00000000-0000-0000-0000-000000000000'
const endOfTime = new Date('9999-12-31T00:00:00.000Z')

/**
 * A page of the audit log, newest first, cut by key. Support sees entries about payments and refunds, admins see all.
 * Whatever is asked for, what the database reads is bounded by an index.
 *
 * @throws {Refusal} input_invalid for a cursor that is not ours
 */
export async function listAudit(ctx: CallerContext, input: ListAudit): Promise<AuditPage> {
  const { limit } = input
  const rows = await selectPage(ctx, input)
  const entries = rows.slice(0, limit).map(toAuditEntry)
  const last = entries.at(-1)
  const isMore = rows.length > limit && last
  return { entries, nextCursor: isMore ? encodeCursor({ sort, key: Date.parse(last.at), id: last.id }) : null }
}

function selectPage(ctx: CallerContext, input: ListAudit) {
  const after = input.cursor ? decodeCursor(input.cursor, sort) : null
  const to = input.to ? new Date(input.to) : endOfTime
  const page = {
    merchantId: ctx.merchantId,
    visible: visibleTo(ctx.caller),
    action: input.action ?? '',
    from: new Date(input.from ?? 0),
    beforeAt: after ? new Date(after.key) : to,
    beforeId: after ? after.id : nilId,
    limit: input.limit + 1,
  }
  const { actor = null, subjectId, requestId = null } = input
  if (subjectId !== undefined) return ctx.reports.all(selectAuditOfSubject, { ...page, actor, subjectId, requestId })
  if (requestId !== null) return ctx.reports.all(selectAuditOfRequest, { ...page, actor, requestId })
  if (actor !== null) return ctx.reports.all(selectAuditOfActor, { ...page, actor })
  return ctx.reports.all(selectAudit, page)
}
