import { int4, jsonb, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'

const leasedColumns = {
  attemptId: uuid,
  operation: text,
  subjectId: uuid,
  input: jsonb<unknown>(),
  leaseToken: int4,
  tries: int4,
  createdAt: timestamptz,
}

const takeLease = (chosen: string) => `
  update attempt set state = 'started', lease_token = lease_token + 1, tries = tries + 1,
         lease_until = now() + make_interval(secs => $leaseSeconds)
  where ${chosen}
  returning id as "attemptId", operation, subject_id as "subjectId", input, lease_token as "leaseToken", tries,
    created_at as "createdAt"`

/** Takes over one open attempt that nobody works on: its answer was lost, or its lease ran out with its owner. */
export const takeOverAttempt = defineStatement({
  name: 'attempt/take-over',
  text: takeLease(`merchant_id = $merchantId and id = $attemptId
    and (state = 'unknown' or state = 'started' and lease_until < now())`),
  params: { merchantId: uuid, attemptId: uuid, leaseSeconds: int4 },
  columns: leasedColumns,
})

/** The same for whichever attempt is open on a subject. */
export const takeOverAttemptOn = defineStatement({
  name: 'attempt/take-over-on',
  text: takeLease(`merchant_id = $merchantId and subject_id = $subjectId
    and (state = 'unknown' or state = 'started' and lease_until < now())`),
  params: { merchantId: uuid, subjectId: uuid, leaseSeconds: int4 },
  columns: leasedColumns,
})

/** Takes over the open attempt whose lease or pause is over for the longest time. Rivals skip what another has locked. */
export const takeOverDueAttempt = defineStatement({
  name: 'attempt/take-over-due',
  text: takeLease(`(merchant_id, id) in (
    select merchant_id, id from attempt
    where merchant_id = $merchantId and state in ('started', 'unknown') and lease_until < now()
    order by lease_until limit 1 for update skip locked)`),
  params: { merchantId: uuid, leaseSeconds: int4 },
  columns: leasedColumns,
})

/** No answer came. Whoever asks for the same request next may try at once; the sweeper waits out the pause. */
export const markAttemptUnknown = defineStatement({
  name: 'attempt/mark-unknown',
  text: `
    update attempt set state = 'unknown', lease_until = now() + make_interval(secs => $pauseSeconds)
    where merchant_id = $merchantId and id = $attemptId and lease_token = $leaseToken and state = 'started'
    returning id`,
  params: { merchantId: uuid, attemptId: uuid, leaseToken: int4, pauseSeconds: int4 },
  columns: { id: uuid },
})
