import type { AuditCheck, AuditFinding, VerifyAudit } from '@azora/contract/audit'
import type { PaymentContext } from '../context.ts'
import { checkSeals, selectAuditHead, selectSealHash } from './seal-rows.ts'

/** A gap of any length is one look at the page, but not one line of the report for each number. */
const longestGap = 100

/**
 * Computes the chain of seals again, one page of it, and says which batches are not what was sealed. The end of the chain
 * can only be vouched for by an `anchor`: whoever removes the last seals leaves a chain that is whole.
 */
export async function verifyAudit(
  { reports, merchantId }: Pick<PaymentContext, 'reports' | 'merchantId'>,
  { after, limit, anchor }: VerifyAudit,
): Promise<AuditCheck> {
  const seals = await reports.all(checkSeals, { merchantId, after, limit })
  const findings = seals.flatMap((seal, index) => [
    ...missingBetween(seals[index - 1]?.number ?? after, seal.number),
    ...faultsOf(seal),
  ])
  const last = seals.at(-1)
  const next = seals.length === limit && last ? last.number : null
  const head = await reports.first(selectAuditHead, { merchantId })
  if (next === null && anchor) {
    const sealed = await reports.first(selectSealHash, { merchantId, number: anchor.number })
    if (sealed?.hash !== anchor.hash)
      findings.push({ number: anchor.number, kind: sealed ? 'seal_changed' : 'seal_missing' })
  }
  return {
    seals: seals.length,
    entries: seals.reduce((sum, { foundCount }) => sum + foundCount, 0),
    findings,
    next,
    head: head?.number && head.hash ? { number: head.number, hash: head.hash } : null,
    oldestUnsealedAt: head?.oldestUnsealedAt?.toISOString() ?? null,
  }
}

interface CheckedSeal {
  number: number
  entryCount: number
  foundCount: number
  isHashRight: boolean
  isContinued: boolean
}

function missingBetween(before: number, number: number): AuditFinding[] {
  const count = Math.min(number - before - 1, longestGap)
  return Array.from({ length: count }, (_, index) => ({ number: before + 1 + index, kind: 'seal_missing' }))
}

function faultsOf({ number, entryCount, foundCount, isHashRight, isContinued }: CheckedSeal): AuditFinding[] {
  const faults: AuditFinding[] = []
  if (!isContinued) faults.push({ number, kind: 'seal_changed' })
  if (foundCount < entryCount) faults.push({ number, kind: 'entries_missing' })
  if (foundCount > entryCount) faults.push({ number, kind: 'entries_added' })
  if (faults.length === 0 && !isHashRight) faults.push({ number, kind: 'entries_changed' })
  return faults
}
