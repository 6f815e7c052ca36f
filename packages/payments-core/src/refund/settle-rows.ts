import type { Refund } from '@azora/contract/refund'
import { jsonb } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { recordedAnswer, settledAttempt, settleParams } from '../attempt/attempt-sql.ts'
import { refundReceiptColumns } from '../receipt/refund-receipt-sql.ts'
import {
  changedRefund,
  countedRefund,
  documentedRefund,
  reopenedEvents,
  lockedRefund,
  reportAudit,
  reportParams,
} from './refund-sql.ts'
import { refundJson } from './refund-view.ts'

/**
 * Writes Stripe's answer: attempt, refund, the payment's counters, stored answer and audit entry in one commit. An attempt
 * whose lease another has taken is left alone (no row comes back). A refund that an event has already moved on keeps its status.
 */
export const settleRefund = defineStatement({
  name: 'refund/settle',
  text: `
    with ${settledAttempt},
    ${lockedRefund('(select attempt.subject_id from attempt)')},
    ${changedRefund},
    ${countedRefund('changed')},
    ${reopenedEvents('changed')},
    ${documentedRefund('changed', `'stripe'`)},
    audit as (${reportAudit(`'stripe'`)}),
    answered as (select ${refundJson('changed')} as answer, null::jsonb as refusal from changed),
    ${recordedAnswer}
    select answer from answered`,
  params: { ...settleParams, ...reportParams, ...refundReceiptColumns },
  columns: { answer: jsonb<Refund>() },
})
