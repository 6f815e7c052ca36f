import { isoTime } from '../payment/payment-view.ts'

/** A row of `saved_method` as the `SavedMethod` of the contract, in SQL. `row` is the name of the row in the query. */
export const savedMethodJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'type', ${row}.type,
  'brand', ${row}.brand,
  'last4', ${row}.last4,
  'bankName', ${row}.bank_name,
  'expiry', case when ${row}.expiry_month is not null then
    jsonb_build_object('month', ${row}.expiry_month, 'year', ${row}.expiry_year) end,
  'isDefault', ${row}.is_default,
  'createdAt', ${isoTime(`${row}.created_at`)})`

/** A row of `method_setup` as the `MethodSetup` of the contract, in SQL. */
export const setupJson = (row: string): string => `jsonb_build_object(
  'id', ${row}.id,
  'status', ${row}.status,
  'method', case when ${row}.method_type is not null then
    jsonb_build_object('type', ${row}.method_type, 'brand', ${row}.method_brand, 'last4', ${row}.method_last4) end,
  'microdeposits', case when ${row}.microdeposit_kind is not null then
    jsonb_build_object('kind', ${row}.microdeposit_kind, 'arriveAt', ${isoTime(`${row}.microdeposits_at`)}) end,
  'failure', ${row}.failure,
  'savedMethodId', ${row}.saved_method_id,
  'createdAt', ${isoTime(`${row}.created_at`)})`

/** A saved method that its owner may see and use, in SQL. */
export const isUsable = (row: string): string => `${row}.detached_at is null and ${row}.removing_at is null`
