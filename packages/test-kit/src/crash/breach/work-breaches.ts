import { groupBy, type Breach, type Evidence } from './breach.ts'

/** Nothing is left to do: no attempt open, no request without its answer, no event waiting or parked. */
export function workBreaches({ books, ownerOf }: Evidence): Breach[] {
  const attempts = new Map(books.attempts.map((attempt) => [attempt.id, attempt]))
  const ownerOfAttempt = (id: string | null) => ownerOf(attempts.get(id ?? '')?.subject_id)
  return [
    ...books.attempts
      .filter(({ state }) => state === 'started' || state === 'unknown')
      .map(({ id, operation, state }) => ({ owner: ownerOfAttempt(id), what: `${operation} ${id} is still ${state}` })),
    ...books.openRequests.map(({ operation, caller, attempt_id: id }) => ({
      owner: ownerOfAttempt(id) ?? ownerOf(caller),
      what: `a request of ${operation} has no answer`,
    })),
    ...books.openEvents.map(({ id, type, object_id: objectId, is_parked: isParked, last_error: error }) => ({
      owner: ownerOf(objectId),
      what: `${type} ${id} is ${isParked ? 'parked' : 'open'}: ${error ?? 'no error'}`,
    })),
  ]
}

/** What happens to a thing at most once, by the audit log's word for it. */
const once = [
  'payment.created',
  'payment.succeeded',
  'payment.canceled',
  'payment.receipt_issued',
  'refund.created',
  'refund.requested',
  'refund.approved',
  'refund.succeeded',
  'refund.adopted',
  'dispute.opened',
  'method.saved',
  'method.removed',
]

/** Every end that is in the books has exactly one entry in the audit log, and nothing is told there twice. */
export function auditBreaches({ books, ownerOf }: Evidence): Breach[] {
  const counts = groupBy(books.audit, ({ action, subject_id: id }) => `${action} ${id}`)
  const twice = [...counts].flatMap(([key, { length }]): Breach[] => {
    const [action = '', id] = key.split(' ')
    return once.includes(action) && length > 1
      ? [{ owner: ownerOf(id), what: `the audit log tells of ${key} ${length} times` }]
      : []
  })
  const due = [
    ...books.payments.filter(({ status }) => status === 'succeeded').map(({ id }) => `payment.succeeded ${id}`),
    ...books.payments.filter(({ status }) => status === 'canceled').map(({ id }) => `payment.canceled ${id}`),
    ...books.payments.map(({ id }) => `payment.created ${id}`),
    ...books.disputes.map(({ id }) => `dispute.opened ${id}`),
  ]
  const ended = books.refunds.filter(({ status }) => status === 'succeeded')
  const untold = ended.filter(({ id }) => !counts.has(`refund.succeeded ${id}`) && !counts.has(`refund.adopted ${id}`))
  return [
    ...twice,
    ...[...due.filter((key) => !counts.has(key)), ...untold.map(({ id }) => `refund.succeeded ${id}`)].map((key) => ({
      owner: ownerOf(key.split(' ')[1]),
      what: `the audit log does not tell of ${key}`,
    })),
  ]
}
