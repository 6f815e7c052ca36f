/**
 * Where a dispute stands, in Stripe's words and in the order in which it gets there. `warning_…` is an inquiry: the bank
 * only asks, no money has moved, and a refund answers it. A lost dispute can be appealed with some methods.
 */
export const disputeStatuses = [
  'warning_needs_response',
  'warning_under_review',
  'needs_response',
  'under_review',
  'lost',
  'appeal_needs_response',
  'appeal_under_review',
  'won',
  'prevented',
  'warning_closed',
] as const
export type DisputeStatus = (typeof disputeStatuses)[number]

const over: ReadonlySet<DisputeStatus> = new Set(['lost', 'won', 'prevented', 'warning_closed'])

/** Decided; only a lost dispute may come back, as an appeal. */
export const isDisputeOver = (status: DisputeStatus): boolean => over.has(status)

/** We may send evidence or give it up. Appeals are answered in Stripe's dashboard. */
export const isDisputeAnswerable = (status: DisputeStatus): boolean =>
  status === 'needs_response' || status === 'warning_needs_response'

/** Whether a dispute may go from one status to another. The database refuses every other move. */
function canMove(from: DisputeStatus, to: DisputeStatus): boolean {
  if (from === 'lost') return to === 'appeal_needs_response' || to === 'appeal_under_review' || to === 'won'
  return !isDisputeOver(from) && (isInquiry(from) || !isInquiry(to))
}

const isInquiry = (status: DisputeStatus) => status.startsWith('warning_')

/** Whether one status is a later stage of a dispute than another: what is known to be older news never is. */
export const isDisputeFurther = (status: DisputeStatus, than: DisputeStatus): boolean =>
  canMove(than, status) && disputeStatuses.indexOf(status) > disputeStatuses.indexOf(than)
