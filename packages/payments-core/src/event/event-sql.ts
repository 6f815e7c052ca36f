/**
 * Closes the event `$eventId` (null closes none) inside the statement that changes our rows: `applied` when the row source
 * `moved` has rows, `no_change` otherwise. Needs the parameters merchantId, eventId and now.
 */
export const closeEventSql = (moved: string): string => `
  update webhook_event set handled_at = $now, last_error = null,
         outcome = case when exists (select from ${moved}) then 'applied' else 'no_change' end
  where merchant_id = $merchantId and id = $eventId and handled_at is null`
