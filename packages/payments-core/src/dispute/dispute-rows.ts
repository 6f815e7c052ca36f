import { boolean, int4, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { closeEventSql } from '../event/event-sql.ts'
import { factParams, factsJson, heldMinor, holdPayment, setFacts } from './dispute-facts.ts'
import { knownColumns, selectKnown } from './known-dispute.ts'

export const findDispute = defineStatement({
  name: 'dispute/find',
  text: `
    select ${selectKnown} from dispute
    where dispute.merchant_id = $merchantId and dispute.stripe_dispute_id = $stripeDisputeId`,
  params: { merchantId: uuid, stripeDisputeId: text },
  columns: knownColumns,
})

const applyParams = {
  merchantId: uuid,
  disputeId: uuid,
  ...factParams,
  eventId: nullable(text),
  actor: text,
  auditId: uuid,
  now: timestamptz,
}

/** With what was refunded or is being refunded, more is gone than came in. */
export const exceedsPayment = (payment: string, heldMore = '0'): string => `
  ${payment}.refund_reserved_minor + ${payment}.disputed_minor + ${heldMore} > ${payment}.captured_minor`

const result = `
  select exists (select from moved) as "hasMoved", coalesce((select exceeds from moved), false) as "exceedsPayment"`
const resultColumns = { hasMoved: boolean, exceedsPayment: boolean }

/**
 * A dispute that we did not know: its row, what it holds of its payment, the audit entry, the event closed.
 *
 * @throws a unique violation when a rival was faster; nothing is written
 */
export const openDispute = defineStatement({
  name: 'dispute/open',
  text: `
    with moved as (
      insert into dispute (merchant_id, id, payment_id, stripe_dispute_id, stripe_charge_id, status, reason, currency,
        amount_minor, held_minor, movements, balance_currency, withdrawn_minor, reinstated_minor, fee_minor,
        evidence_due_by, submitted_at, created_at, updated_at, checked_at)
      select $merchantId, $disputeId, payment.id, $stripeDisputeId, $chargeId, $status, $reason, $currency,
        $amountMinor, ${heldMinor('payment')}, $movements, $balanceCurrency, $withdrawnMinor, $reinstatedMinor, $feeMinor,
        $evidenceDueBy, case when $hasBeenSubmitted then $now end, $createdAt, $now, $now
      from payment where payment.merchant_id = $merchantId and payment.id = $paymentId
      returning dispute.*, 0::int8 as held_before, (
        select ${exceedsPayment('payment', 'dispute.held_minor')} from payment
        where payment.merchant_id = $merchantId and payment.id = $paymentId) as exceeds
    ),
    held as (${holdPayment('moved')}),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, $actor, 'dispute.opened', 'dispute', moved.id::text,
             ${factsJson('moved')} || jsonb_build_object('paymentId', moved.payment_id, 'eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')})
    ${result}`,
  params: { ...applyParams, paymentId: uuid, stripeDisputeId: text, chargeId: text, createdAt: timestamptz },
  columns: resultColumns,
})

/**
 * Brings a dispute to where Stripe says that it is. Does nothing at all, and leaves the event open, when the dispute changed
 * since `seenVersion`: what Stripe said may be older than the change.
 */
export const moveDispute = defineStatement({
  name: 'dispute/move',
  text: `
    with before as (
      select dispute.id, dispute.held_minor, ${factsJson('dispute')} as facts, dispute.status, dispute.movements,
             payment.currency, payment.amount_minor
      from dispute
      join payment on payment.merchant_id = dispute.merchant_id and payment.id = dispute.payment_id
      where dispute.merchant_id = $merchantId and dispute.id = $disputeId and dispute.version = $seenVersion
      for update of dispute
    ),
    moved as (
      update dispute set ${setFacts}, held_minor = ${heldMinor('before')}, version = dispute.version + 1,
             updated_at = $now, checked_at = $now
      from before
      where dispute.merchant_id = $merchantId and dispute.id = before.id
      returning dispute.*, before.held_minor as held_before, before.facts, (
        case when before.status <> dispute.status then 'dispute.moved'
             when before.movements <> dispute.movements then 'dispute.funds_moved' else 'dispute.updated' end) as action, (
        select ${exceedsPayment('payment', 'dispute.held_minor - before.held_minor')} from payment
        where payment.merchant_id = $merchantId and payment.id = dispute.payment_id) as exceeds
    ),
    held as (${holdPayment('moved')}),
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, before, after, at)
      select $merchantId, $auditId, $actor, moved.action, 'dispute', moved.id::text, moved.facts,
             ${factsJson('moved')} || jsonb_build_object('eventId', $eventId), $now
      from moved
    ),
    handled as (${closeEventSql('moved')} and exists (select from moved))
    ${result}`,
  params: { ...applyParams, seenVersion: int4 },
  columns: resultColumns,
})

/**
 * Open disputes that nobody has told us of for an hour, then for a quarter of the time that has passed, twelve hours at most.
 * Touching `checked_at` puts them to the end of the line and keeps a second sweeper off.
 */
export const takeStaleDisputes = defineStatement({
  name: 'dispute/take-stale',
  text: `
    update dispute set checked_at = $now
    where (merchant_id, id) in (
      select merchant_id, id from dispute
      where merchant_id = $merchantId and status not in ('warning_closed', 'won', 'lost', 'prevented')
        and checked_at < $now - least(greatest(interval '1 hour', ($now - updated_at) / 4), interval '12 hours')
      order by checked_at limit $limit for update skip locked)
    returning ${selectKnown}, dispute.stripe_dispute_id as "stripeDisputeId"`,
  params: { merchantId: uuid, limit: int4, now: timestamptz },
  columns: { ...knownColumns, stripeDisputeId: text },
})
