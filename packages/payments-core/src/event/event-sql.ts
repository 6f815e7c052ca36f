/**
 * Closes the event `$eventId` (null closes none) inside the statement that changes our rows: `applied` when the row source
 * `moved` has rows, `no_change` otherwise. Needs the parameters merchantId, eventId and now.
 */
export const closeEventSql = (moved: string): string => `
  update webhook_event set ${closedEvent},
         outcome = case when exists (select from ${moved}) then 'applied' else 'no_change' end
  where merchant_id = $merchantId and id = $eventId and handled_at is null`

/** What every statement that closes an event sets, beside its outcome. */
export const closedEvent = `
  handled_at = $now, last_error = null, lease_until = null, lease_token = null, parked_at = null`
