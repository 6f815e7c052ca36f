import type { DisputeSummary } from '@azora/contract/dispute'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { boolean, jsonb, nullable, text, textArray, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import {
  attemptOf,
  beginColumns,
  beginParams,
  beginResult,
  existingRecord,
  insertRecord,
  recordedAnswer,
  requestAudit,
  settledAttempt,
  settleParams,
} from '../attempt/attempt-sql.ts'
import { factsJson, holdPayment } from './dispute-facts.ts'
import { disputeSummaryJson } from './dispute-view.ts'

/**
 * Takes the request to answer a dispute: the dispute is reserved for this answer (`answer_attempt_id`), so that a rival and
 * whoever changes the draft come too late, and what is sent is the draft as it now is.
 */
const beginAnswer = (answer: { operation: string; action: string; may: string; evidence: string }) => {
  const { operation, action, may, evidence } = answer
  return defineStatement({
    name: `dispute/begin-${action}`,
    text: `
    with ${existingRecord(operation)},
    dispute as (
      update dispute set answer_attempt_id = $attemptId, version = version + 1, updated_at = $now
      where merchant_id = $merchantId and id = $disputeId and answer_attempt_id is null
        and status in ('warning_needs_response', 'needs_response') and ${may}
        and not exists (select from existing)
      returning id, payment_id, stripe_dispute_id, evidence, status
    ),
    claim as (${insertRecord(operation, 'dispute')}),
    ${attemptOf(operation, {
      subjectId: 'dispute.id',
      input: `jsonb_build_object('stripeDisputeId', dispute.stripe_dispute_id, 'paymentId', dispute.payment_id,
        'evidence', ${evidence})`,
      from: 'dispute',
    })},
    audit as (${requestAudit(`dispute.${action}`, {
      subjectKind: 'dispute',
      subjectId: 'dispute.id',
      after: `jsonb_build_object('status', dispute.status, 'attemptId', $attemptId)`,
      from: 'dispute',
    })})
    ${beginResult}`,
    params: { ...beginParams, disputeId: uuid },
    columns: beginColumns,
  })
}

/** Evidence there is none of, or that comes too late, is not sent. */
export const beginSubmission = beginAnswer({
  operation: 'disputes.submit',
  action: 'submitting',
  may: `evidence <> '{}' and evidence_due_by > $now`,
  evidence: 'dispute.evidence',
})

export const beginAcceptance = beginAnswer({
  operation: 'disputes.accept',
  action: 'accepting',
  may: 'true',
  evidence: `'{}'::jsonb`,
})

/**
 * Writes what came of an answer: attempt, dispute, stored answer and audit entry in one commit. The dispute may be answered
 * again where Stripe refused; otherwise it moves to where Stripe then said that it is, unless it has moved on meanwhile.
 * `action` is the audit entry's; `$failure` tells a refusal.
 */
export const settleAnswer = defineStatement({
  name: 'dispute/settle-answer',
  text: `
    with ${settledAttempt},
    before as (
      select dispute.id, dispute.held_minor, ${factsJson('dispute')} as facts, payment.currency, payment.amount_minor,
             dispute.status = any($fromStatuses) as moves
      from attempt
      join dispute on dispute.merchant_id = attempt.merchant_id and dispute.id = attempt.subject_id
      join payment on payment.merchant_id = dispute.merchant_id and payment.id = dispute.payment_id
      for update of dispute
    ),
    moved as (
      update dispute set answer_attempt_id = null,
        status = case when before.moves then $status else dispute.status end,
        held_minor = case when not before.moves then dispute.held_minor
          when not $holds then 0
          when before.currency = dispute.currency then dispute.amount_minor else before.amount_minor end,
        submitted_at = case when $action = 'dispute.submitted' then $now else dispute.submitted_at end,
        accepted_at = case when $action = 'dispute.accepted' then $now else dispute.accepted_at end,
        version = dispute.version + 1, updated_at = $now
      from before
      where dispute.merchant_id = $merchantId and dispute.id = before.id
      returning dispute.*, before.held_minor as held_before, before.facts
    ),
    held as (${holdPayment('moved')}),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
      select $merchantId, $auditId, 'stripe', $action, 'dispute', moved.id::text, moved.facts,
             ${factsJson('moved')} || jsonb_build_object('attemptId', $attemptId, 'failure', $failure), $now
      from moved
    ),
    answered as (
      select case when $failure is null then ${disputeSummaryJson('moved')} end as answer,
             case when $failure is not null
               then jsonb_build_object('code', 'dispute_answer_refused', 'disputeId', moved.id) end as refusal
      from moved
    ),
    ${recordedAnswer}
    select answer, refusal from answered`,
  params: { ...settleParams, status: text, holds: boolean, fromStatuses: textArray, action: text },
  columns: { answer: nullable(jsonb<DisputeSummary>()), refusal: nullable(jsonb<RefusalReason>()) },
})
