import type { Dispute, SaveEvidence } from '@azora/contract/dispute'
import { longestEvidence, type EvidenceChange } from '@azora/contract/dispute-evidence'
import { isDisputeAnswerable } from '@azora/contract/dispute-status'
import { int4, jsonb, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOf } from '../request/actor-of.ts'
import { readDispute } from './read-dispute.ts'

/**
 * Changes the draft of what speaks for us. Two people who change different fields both keep their change; once an answer is
 * on its way, nothing changes any more. A repeat changes nothing.
 *
 * @throws {Refusal} dispute_not_found, dispute_not_answerable, dispute_evidence_too_long
 */
export async function saveEvidence(ctx: CallerContext, { disputeId, evidence }: SaveEvidence): Promise<Dispute> {
  const row = await ctx.db.first(changeEvidence, {
    merchantId: ctx.merchantId,
    disputeId,
    change: evidence,
    limit: longestEvidence,
    actor: actorOf(ctx.caller),
    auditId: ctx.newId(),
    now: ctx.clock.now(),
  })
  const dispute = await readDispute(ctx, disputeId)
  if (row) return dispute
  const { status, isBeingAnswered } = dispute
  const isOpen = isDisputeAnswerable(status) && !isBeingAnswered
  if (!isOpen) throw new Refusal({ code: 'dispute_not_answerable', disputeId, status })
  throw new Refusal({ code: 'dispute_evidence_too_long', disputeId, maximumCharacters: longestEvidence })
}

const changed = `jsonb_strip_nulls(dispute.evidence || $change)`

/** The audit entry names the fields; what is in them is often about a person, and stays in the draft. */
const changeEvidence = defineStatement({
  name: 'dispute/change-evidence',
  text: `
    with changed as (
      update dispute set evidence = ${changed}, updated_at = $now
      where merchant_id = $merchantId and id = $disputeId and answer_attempt_id is null
        and status in ('warning_needs_response', 'needs_response') and evidence_length(${changed}) <= $limit
      returning id, status
    ),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'dispute.evidence_saved', 'dispute', changed.id::text,
             jsonb_build_object('status', changed.status,
               'fields', (select coalesce(jsonb_agg(name), '[]'::jsonb) from jsonb_object_keys($change) as name)), $now
      from changed
    )
    select id from changed`,
  params: {
    merchantId: uuid,
    disputeId: uuid,
    change: jsonb<EvidenceChange>(),
    limit: int4,
    actor: text,
    auditId: uuid,
    now: timestamptz,
  },
  columns: { id: uuid },
})
