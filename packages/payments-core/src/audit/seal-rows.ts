import { boolean, int4, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { entryDigest, noHash, sealHash } from './seal-sql.ts'

/**
 * Closes the next batch. The entries are only read, so no payment waits for it; of two processes that seal at once the
 * second finds the number taken and writes nothing. Margin and times are the database's.
 */
export const sealNextBatch = defineStatement({
  name: 'audit/seal-next-batch',
  text: `
    with last as (
      select number, hash, to_recorded_at, to_id from audit_seal
      where merchant_id = $merchantId order by number desc limit 1
    ),
    batch as materialized (
      select entry.recorded_at, entry.id, ${entryDigest('entry')} as digest
      from audit_entry entry
      where entry.merchant_id = $merchantId and entry.recorded_at <= now() - make_interval(secs => $marginSeconds)
        and (entry.recorded_at, entry.id) >
          (coalesce((select to_recorded_at from last), '-infinity'), coalesce((select to_id from last), '00000000-0000-0000-0000-000000000000'))
      order by entry.recorded_at, entry.id limit $batchSize
    ),
    next as (
      select $merchantId as merchant_id,
        coalesce((select number from last), 0) + 1 as number,
        (array_agg(recorded_at order by recorded_at, id))[1] as from_recorded_at,
        (array_agg(id order by recorded_at, id))[1] as from_id,
        (array_agg(recorded_at order by recorded_at desc, id desc))[1] as to_recorded_at,
        (array_agg(id order by recorded_at desc, id desc))[1] as to_id,
        count(*)::int4 as entry_count,
        coalesce((select hash from last), ${noHash}) as previous_hash,
        string_agg(digest, ''::bytea order by recorded_at, id) as digests,
        clock_timestamp() as sealed_at
      from batch having count(*) > 0
    )
    insert into audit_seal (merchant_id, number, from_recorded_at, from_id, to_recorded_at, to_id, entry_count,
                            previous_hash, sealed_at, hash)
    select merchant_id, number, from_recorded_at, from_id, to_recorded_at, to_id, entry_count, previous_hash, sealed_at,
           ${sealHash('next', 'next.digests')}
    from next
    on conflict (merchant_id, number) do nothing
    returning number, entry_count as "entryCount", encode(hash, 'hex') as hash`,
  params: { merchantId: uuid, marginSeconds: int4, batchSize: int4 },
  columns: { number: int4, entryCount: int4, hash: text },
})

/**
 * A page of seals, each beside what its entries say now. A batch reaches from the seal before it, so that a line which was
 * slipped in anywhere belongs to one; where that seal is gone, from the batch's own first entry.
 */
export const checkSeals = defineStatement({
  name: 'audit/check-seals',
  text: `
    select seal.number, encode(seal.hash, 'hex') as hash, seal.entry_count as "entryCount", found.entry_count as "foundCount",
           seal.hash = ${sealHash('seal', 'found.digests')} as "isHashRight",
           coalesce(following.previous_hash = seal.hash, true)
             and (seal.number > 1 or seal.previous_hash = ${noHash}) as "isContinued"
    from (
      select * from audit_seal where merchant_id = $merchantId and number > $after order by number limit $limit
    ) seal
    left join audit_seal previous on previous.merchant_id = seal.merchant_id and previous.number = seal.number - 1
    left join audit_seal following on following.merchant_id = seal.merchant_id and following.number = seal.number + 1
    cross join lateral (
      select count(*)::int4 as entry_count,
             coalesce(string_agg(${entryDigest('entry')}, ''::bytea order by entry.recorded_at, entry.id), ''::bytea) as digests
      from audit_entry entry
      where entry.merchant_id = $merchantId
        and (entry.recorded_at, entry.id) <= (seal.to_recorded_at, seal.to_id)
        and entry.recorded_at >= case when seal.number = 1 then '-infinity'
          else coalesce(previous.to_recorded_at, seal.from_recorded_at) end
        and case when seal.number = 1 then true
          when previous.number is null then (entry.recorded_at, entry.id) >= (seal.from_recorded_at, seal.from_id)
          else (entry.recorded_at, entry.id) > (previous.to_recorded_at, previous.to_id) end
    ) found
    order by seal.number`,
  params: { merchantId: uuid, after: int4, limit: int4 },
  columns: {
    number: int4,
    hash: text,
    entryCount: int4,
    foundCount: int4,
    isHashRight: boolean,
    isContinued: boolean,
  },
})

export const selectSealHash = defineStatement({
  name: 'audit/select-seal-hash',
  text: `select encode(hash, 'hex') as hash from audit_seal where merchant_id = $merchantId and number = $number`,
  params: { merchantId: uuid, number: int4 },
  columns: { hash: text },
})

/** The end of the chain, and the oldest entry that lies beyond it. */
export const selectAuditHead = defineStatement({
  name: 'audit/select-head',
  text: `
    select last.number, encode(last.hash, 'hex') as hash, (
        select min(entry.recorded_at) from audit_entry entry
        where entry.merchant_id = $merchantId and entry.recorded_at > coalesce(last.to_recorded_at, '-infinity')
      ) as "oldestUnsealedAt"
    from (select) as one
    left join (select * from audit_seal where merchant_id = $merchantId order by number desc limit 1) last on true`,
  params: { merchantId: uuid },
  columns: { number: nullable(int4), hash: nullable(text), oldestUnsealedAt: nullable(timestamptz) },
})
