import { int4, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'

/**
 * Takes the turn to compare, if nobody took it within the pause. The first comparison begins where our first payment does.
 */
export const takeTurn = defineStatement({
  name: 'reconcile/take-turn',
  text: `
    insert into reconciliation as mark (merchant_id, compared_until, checked_at)
    values ($merchantId, coalesce((select min(created_at) from payment where merchant_id = $merchantId), $now), $now)
    on conflict (merchant_id) do update set checked_at = $now
    where mark.checked_at <= $now - make_interval(secs => $pauseSeconds)
    returning compared_until as "comparedUntil"`,
  params: { merchantId: uuid, pauseSeconds: int4, now: timestamptz },
  columns: { comparedUntil: timestamptz },
})

/** Moves the mark forward, unless somebody else moved it meanwhile: then no row comes back. */
export const moveComparedUntil = defineStatement({
  name: 'reconcile/move-compared-until',
  text: `
    update reconciliation set compared_until = $to
    where merchant_id = $merchantId and compared_until = $from
    returning compared_until as "comparedUntil"`,
  params: { merchantId: uuid, from: timestamptz, to: timestamptz },
  columns: { comparedUntil: timestamptz },
})

/** Notes that all up to the mark is in sync, if no difference is left and the mark is where the comparison put it. */
export const noteProof = defineStatement({
  name: 'reconcile/note-proof',
  text: `
    update reconciliation set proven_at = compared_until
    where merchant_id = $merchantId and compared_until = $comparedUntil and not exists (
      select from drift where drift.merchant_id = $merchantId and drift.state in ('suspected', 'open'))
    returning proven_at as "provenAt"`,
  params: { merchantId: uuid, comparedUntil: timestamptz },
  columns: { provenAt: timestamptz },
})
