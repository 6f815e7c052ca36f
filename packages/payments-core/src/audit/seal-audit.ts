import type { PaymentContext } from '../context.ts'
import { sealNextBatch } from './seal-rows.ts'

export interface SealAudit {
  /** How old an entry must be, by the database's clock. Above the longest transaction, so that none commits too late. */
  marginSeconds?: number
  batchSize?: number
}

const defaults = { marginSeconds: 60, batchSize: 1_000 }

/** What is done in one run; the rest waits for the next. */
const batchesPerRun = 100

/**
 * Closes finished audit entries in batches, each with a hash over its entries and the hash of the batch before. Safe to run
 * in several processes at once, and to be cut off at any point: a batch is one statement.
 *
 * @returns how many entries were sealed by this run
 */
export async function sealAudit(ctx: PaymentContext, options: SealAudit = {}): Promise<number> {
  const { marginSeconds, batchSize } = { ...defaults, ...options }
  let entries = 0
  for (let batch = 0; batch < batchesPerRun; batch += 1) {
    const seal = await ctx.db.first(sealNextBatch, { merchantId: ctx.merchantId, marginSeconds, batchSize })
    if (!seal) return entries
    entries += seal.entryCount
    // The log is kept elsewhere: it tells later whether the chain up to here is still the same.
    ctx.log.info({ seal: seal.number, entries: seal.entryCount, hash: seal.hash }, 'audit entries sealed')
    if (seal.entryCount < batchSize) return entries
  }
  return entries
}
