import type { CompareAgain, Reconciliation } from '@azora/contract/reconciliation'
import { nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { actorOf } from '../request/actor-of.ts'
import { getReconciliation } from './get-reconciliation.ts'

/**
 * Moves the mark back, so that the worker compares the books once more from there: after a backup was restored, after a
 * fault of our own was mended, before the year is closed. What came after is not proven any more until then. A comparison
 * under way stops at its next step. The mark never moves forward by this: repeated, or before there was a first comparison,
 * it changes nothing.
 */
export async function compareAgain(ctx: CallerContext, { since }: CompareAgain): Promise<Reconciliation> {
  const { db, merchantId, caller, newId, clock } = ctx
  await db.all(moveBack, {
    merchantId,
    since: since === undefined ? null : new Date(since),
    actor: actorOf(caller),
    auditId: newId(),
    now: clock.now(),
  })
  return getReconciliation(ctx)
}

const moveBack = defineStatement({
  name: 'reconcile/move-back',
  text: `
    with target as (
      select greatest($since, min(created_at)) as since from payment where merchant_id = $merchantId
    ),
    standing as (
      select compared_until from reconciliation where merchant_id = $merchantId for update
    ),
    moved as (
      update reconciliation set compared_until = target.since,
             proven_at = case when proven_at is not null then least(proven_at, target.since) end
      from target, standing
      where reconciliation.merchant_id = $merchantId and target.since < standing.compared_until
      returning standing.compared_until as before, reconciliation.compared_until as after
    )
    insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
    select $merchantId, $auditId, $actor, 'reconciliation.restarted', 'reconciliation', $merchantId::text,
           jsonb_build_object('comparedUntil', moved.before), jsonb_build_object('comparedUntil', moved.after), $now
    from moved`,
  params: { merchantId: uuid, since: nullable(timestamptz), actor: text, auditId: uuid, now: timestamptz },
  columns: {},
})
