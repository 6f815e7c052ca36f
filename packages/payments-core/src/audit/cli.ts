import { parseArgs } from 'node:util'
import { AuditHead, type AuditFinding } from '@azora/contract/audit'
import { uuid } from '@azora/db/column'
import { openDatabase, type Database } from '@azora/db/database'
import { defineStatement } from '@azora/db/statement'
import { verifyAudit } from './verify-audit.ts'

const usage = `Usage: pnpm audit:verify [--merchant <id>] [--anchor <number>:<hash>]
Checks the sealed audit log in the database that DATABASE_URL names. The anchor is a head that an earlier run printed, or a
line "audit entries sealed" of the worker's log; without one, seals that were cut off at the end cannot be missed.`

const words: Record<AuditFinding['kind'], string> = {
  entries_changed: 'entries were changed after they were sealed',
  entries_missing: 'entries are missing',
  entries_added: 'entries were added after it was sealed',
  seal_changed: 'the seal was changed, or rewritten together with its entries',
  seal_missing: 'the seal is missing',
}

const selectMerchants = defineStatement({
  name: 'audit/select-merchants',
  text: 'select id from merchant order by id',
  params: {},
  columns: { id: uuid },
})

/** Prints what is found while it is found. @returns the exit code: 0 when all is as it was sealed, 1 when not */
async function verifyAll(db: Database, { merchant, anchor }: { merchant?: string; anchor?: AuditHead }) {
  const merchantIds = merchant ? [merchant] : (await db.all(selectMerchants, {})).map(({ id }) => id)
  let isWhole = true
  for (const merchantId of merchantIds) {
    if ((await verifyMerchant(db, merchantId, anchor)) > 0) isWhole = false
  }
  return isWhole ? 0 : 1
}

async function verifyMerchant(db: Database, merchantId: string, anchor?: AuditHead): Promise<number> {
  const total = { seals: 0, entries: 0, findings: 0 }
  for (let after: number | null = 0; after !== null;) {
    const check = await verifyAudit({ reports: db, merchantId }, { after, limit: 100, ...(anchor ? { anchor } : {}) })
    for (const { number, kind } of check.findings) console.log(`  batch ${number}: ${words[kind]}`)
    total.seals += check.seals
    total.entries += check.entries
    total.findings += check.findings.length
    after = check.next
    if (after !== null) {
      console.log(`  … ${total.seals} batches, ${total.entries} entries`)
      continue
    }
    const { head, oldestUnsealedAt } = check
    console.log(`merchant ${merchantId}: ${total.seals} batches, ${total.entries} entries, ${total.findings} findings`)
    if (head) console.log(`  head ${head.number}:${head.hash}`)
    if (oldestUnsealedAt) console.log(`  not sealed yet: what was recorded since ${oldestUnsealedAt}`)
  }
  return total.findings
}

function parseAnchor(text: string): AuditHead {
  const [number, hash] = text.split(':')
  const parsed = AuditHead.safeParse({ number: Number(number), hash })
  if (!parsed.success) throw new Error(usage)
  return parsed.data
}

const connectionString = process.env['DATABASE_URL']
try {
  const { values } = parseArgs({ options: { merchant: { type: 'string' }, anchor: { type: 'string' } } })
  if (!connectionString || (values.anchor && !values.merchant))
    throw new Error(connectionString ? `An anchor is of one merchant: name it with --merchant.\n${usage}` : usage)
  await using db = openDatabase({ connectionString, max: 1, statementTimeoutMs: 60_000 })
  process.exitCode = await verifyAll(db, {
    ...(values.merchant ? { merchant: values.merchant } : {}),
    ...(values.anchor ? { anchor: parseAnchor(values.anchor) } : {}),
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
