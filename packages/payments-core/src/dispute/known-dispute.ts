import type { DisputeStatus } from '@azora/contract/dispute-status'
import { boolean, type Column, int4, int8, nullable, text, timestamptz, uuid } from '@azora/db/column'
import type { Decoded } from '@azora/db/statement'
import type { DisputeSnapshot } from '../stripe/dispute-snapshot.ts'

// A CHECK lets no other status into the column.
const disputeStatus: Column<DisputeStatus> = { ...text, decode: (value) => text.decode(value) as DisputeStatus }

/** What we know of a dispute, of all that Stripe may tell us. */
export const knownColumns = {
  id: uuid,
  version: int4,
  status: disputeStatus,
  reason: text,
  amountMinor: int8,
  evidenceDueBy: nullable(timestamptz),
  hasBeenSubmitted: boolean,
  movements: int4,
}
export type KnownDispute = Decoded<typeof knownColumns>

/** The same, in SQL on a row of `dispute`. */
export const selectKnown = `
  dispute.id, dispute.version, dispute.status, dispute.reason, dispute.amount_minor as "amountMinor",
  dispute.evidence_due_by as "evidenceDueBy", dispute.submitted_at is not null as "hasBeenSubmitted", dispute.movements`

/** Whether Stripe tells nothing that we do not know. Bookings are never changed, so their number tells it all. */
export const isKnown = (known: KnownDispute, told: DisputeSnapshot): boolean =>
  known.status === told.status &&
  known.reason === told.reason &&
  known.amountMinor === told.amountMinor &&
  known.evidenceDueBy?.getTime() === told.evidenceDueBy?.getTime() &&
  (known.hasBeenSubmitted || !told.hasBeenSubmitted) &&
  known.movements === told.bookings.count
