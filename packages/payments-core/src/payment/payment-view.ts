/** A moment as the contract writes it, in SQL: ISO 8601 in UTC with milliseconds. */
export const isoTime = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** A payment row as the `PaymentSummary` of the contract, in SQL. `row` is the name of the row in the query. */
export const paymentSummaryJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'status', ${row}.status,
  'amount', jsonb_build_object('amountMinor', ${row}.amount_minor, 'currency', ${row}.currency),
  'refundedMinor', ${row}.refunded_minor,
  'description', ${row}.description,
  'method', ${methodJson(row)},
  'receiptNumber', (select receipt.number from receipt
    where receipt.merchant_id = ${row}.merchant_id and receipt.payment_id = ${row}.id
      and receipt.kind = 'payment' and receipt.version = 1),
  'createdAt', ${isoTime(`${row}.created_at`)})`

/**
 * A payment row as the `Payment` of the contract, in SQL, so that an answer is written and read in one round trip.
 * `latest` is SQL for a timeline entry that the same statement is only now writing, or for null.
 */
export const paymentJson = (
  row: string,
  latest = 'null::jsonb',
): string => `${paymentSummaryJson(row)} || jsonb_build_object(
  'version', ${row}.version,
  'captureMethod', ${row}.capture_method,
  'capturedMinor', ${row}.captured_minor,
  'capturableMinor', ${row}.capturable_minor,
  'captureBefore', ${isoTime(`${row}.capture_before`)},
  'decline', case when ${row}.decline_reason is not null then jsonb_build_object('reason', ${row}.decline_reason) end,
  'lineItems', ${lineItemsJson(row)},
  'timeline', (
    select coalesce(jsonb_agg(${timelineEntryJson('substr(audit_entry.action, 9)', 'audit_entry.at')}
      order by audit_entry.at, audit_entry.id), '[]'::jsonb)
    from audit_entry where audit_entry.merchant_id = ${row}.merchant_id
      and audit_entry.subject_id = ${row}.id::text and audit_entry.action like 'payment.%'
  ) || coalesce(${latest}, '[]'::jsonb))`

/** One entry of the timeline: audit actions on a payment are `payment.<kind>`. */
export const timelineEntryJson = (kind: string, at: string): string =>
  `jsonb_build_object('kind', ${kind}, 'at', ${isoTime(at)})`

/** What a mail about a payment row says of it, in SQL; `merchant` and `customer` are its own. Reads back as `MailedPayment`. */
export const mailedPaymentJson = (row: string): string => `jsonb_build_object(
  'to', customer.email,
  'merchant', jsonb_build_object('name', merchant.name, 'supportEmail', merchant.support_email),
  'paymentId', ${row}.id,
  'description', ${row}.description,
  'amount', jsonb_build_object('amountMinor', ${row}.amount_minor, 'currency', ${row}.currency),
  'method', ${methodJson(row)})`

/** The method of a payment row as the `MethodSummary` of the contract, in SQL. */
export const methodJson = (row: string): string => `case when ${row}.method_type is not null then
  jsonb_build_object('type', ${row}.method_type, 'brand', ${row}.method_brand, 'last4', ${row}.method_last4) end`

/** The lines of a payment row as `LineItem`s of the contract, in SQL. */
export const lineItemsJson = (row: string): string => `(
  select jsonb_agg(jsonb_build_object('priceId', line_item.price_id, 'name', line_item.name,
    'quantity', line_item.quantity, 'unitAmountMinor', line_item.unit_amount_minor,
    'amountMinor', line_item.amount_minor) order by line_item.position)
  from line_item where line_item.merchant_id = ${row}.merchant_id and line_item.payment_id = ${row}.id)`
