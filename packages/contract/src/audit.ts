import * as z from 'zod/mini'
import { PageRequest } from './page-request.ts'
import { storable } from './storable.ts'

/**
 * A line of the audit log. `actor` is `customer:<subject>`, `staff:<subject>`, `service:<subject>`, or the part of the
 * system that acted by itself. `at` is when it happened, `recordedAt` when the database took it in; ISO 8601 in UTC.
 */
export const AuditEntry = z.object({
  id: z.uuid(),
  actor: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  requestId: z.nullable(z.string()),
  before: z.unknown(),
  after: z.unknown(),
  at: z.string(),
  recordedAt: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Asks for a page of the log, newest first. `action` is the beginning of an action: `refund.`; `from` is inclusive, `to` exclusive. */
export const ListAudit = z.strictObject({
  ...PageRequest,
  actor: z.optional(z.string().check(z.minLength(1), z.maxLength(300), storable)),
  action: z.optional(z.string().check(z.regex(/^[A-Za-z_.]{1,60}$/))),
  subjectId: z.optional(z.string().check(z.minLength(1), z.maxLength(300), storable)),
  requestId: z.optional(z.string().check(z.minLength(1), z.maxLength(200), storable)),
  from: z.optional(z.iso.datetime({ offset: true })),
  to: z.optional(z.iso.datetime({ offset: true })),
})
export type ListAudit = z.infer<typeof ListAudit>

export const AuditPage = z.object({ entries: z.array(AuditEntry), nextCursor: z.nullable(z.string()) })
export type AuditPage = z.infer<typeof AuditPage>

/** The end of the chain of seals; whoever keeps it elsewhere can tell later that nothing before it was rewritten. */
export const AuditHead = z.strictObject({ number: z.int(), hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export type AuditHead = z.infer<typeof AuditHead>

/** Checks the seals after number `after`, `limit` of them: a long log is checked page by page. `anchor` is a head kept from earlier. */
export const VerifyAudit = z.strictObject({
  after: z._default(z.int().check(z.minimum(0), z.maximum(2_147_483_647)), 0),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 50),
  anchor: z.optional(AuditHead),
})
export type VerifyAudit = z.infer<typeof VerifyAudit>

/**
 * What is wrong with a batch: entries that were changed, are gone, or were added after it was sealed; a seal that was
 * changed, or rewritten together with its entries; a seal that is gone.
 */
export const auditFindings = [
  'entries_changed',
  'entries_missing',
  'entries_added',
  'seal_changed',
  'seal_missing',
] as const
export const AuditFinding = z.object({ number: z.int(), kind: z.enum(auditFindings) })
export type AuditFinding = z.infer<typeof AuditFinding>

/** `next` is the `after` of the next page, null at the end. `oldestUnsealedAt` tells whether sealing keeps up. */
export const AuditCheck = z.object({
  seals: z.int(),
  entries: z.int(),
  findings: z.array(AuditFinding),
  next: z.nullable(z.int()),
  head: z.nullable(AuditHead),
  oldestUnsealedAt: z.nullable(z.string()),
})
export type AuditCheck = z.infer<typeof AuditCheck>
