import { receiptKinds, type ReceiptsOfPayment } from '@azora/contract/receipt'
import { boolean, int4, int8, jsonb, nullable, text, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { isoTime } from '../payment/payment-view.ts'
import { receiptData } from './receipt-data.ts'

const receiptColumns = { id: uuid, mailedAt: nullable(timestamptz), data: receiptData }
const selectReceiptColumns = `select receipt.id, receipt.mailed_at as "mailedAt", receipt.data from receipt`

const belongsToCaller = `receipt.customer_id = (select id from customer where merchant_id = $merchantId and subject = $subject)`

/** Staff see every shopper's, so `isAnybodys` is theirs alone. */
export const isVisible = `receipt.merchant_id = $merchantId and receipt.payment_id = $paymentId and ($isAnybodys or ${belongsToCaller})`

export const isDocument = `${isVisible} and receipt.refund_id is not distinct from $refundId`

const documentParams = { merchantId: uuid, subject: text, isAnybodys: boolean, paymentId: uuid }

export const selectReceipt = defineStatement({
  name: 'receipt/select',
  text: `${selectReceiptColumns} where ${isDocument} and ($version is null or receipt.version = $version)
    order by receipt.version desc limit 1`,
  params: { ...documentParams, refundId: nullable(uuid), version: nullable(int4) },
  columns: receiptColumns,
})

/** The newest version of each of the caller's documents; the unique key of numbers and versions finds whether there is a newer one. */
export const selectReceipts = defineStatement({
  name: 'receipt/select-page',
  text: `${selectReceiptColumns} where receipt.merchant_id = $merchantId and ${belongsToCaller}
    and not exists (select from receipt as newer
      where newer.merchant_id = receipt.merchant_id and newer.kind = receipt.kind and newer.year = receipt.year
        and newer.number_in_year = receipt.number_in_year and newer.version = receipt.version + 1)
    and ($afterKey is null or (receipt.issued_at, receipt.id) < (to_timestamp($afterKey / 1000.0)::timestamptz(3), $afterId))
    order by receipt.issued_at desc, receipt.id desc limit $limit`,
  params: { merchantId: uuid, subject: text, afterKey: nullable(int8), afterId: nullable(uuid), limit: int4 },
  columns: receiptColumns,
})

const mailsJson = `(
  select coalesce(jsonb_agg(jsonb_build_object('state', outbox.state, 'tries', outbox.tries,
    'error', case when $isAnybodys then outbox.last_error end, 'createdAt', ${isoTime('outbox.created_at')},
    'sentAt', ${isoTime('outbox.sent_at')}) order by outbox.created_at, outbox.id), '[]'::jsonb)
  from outbox where outbox.merchant_id = receipt.merchant_id and outbox.subject_id = receipt.id)`

export const selectReceiptsOfPayment = defineStatement({
  name: 'receipt/select-of-payment',
  text: `
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', receipt.id, 'kind', receipt.kind, 'refundId', receipt.refund_id, 'number', receipt.number,
      'version', receipt.version, 'isNewest', receipt.version = receipt.newest, 'total', receipt.data->'total',
      'issuedAt', ${isoTime('receipt.issued_at')}, 'mailedAt', ${isoTime('receipt.mailed_at')}, 'mails', ${mailsJson})
      order by array_position('{${receiptKinds.join(',')}}', receipt.kind), receipt.year, receipt.number_in_year, receipt.version),
      '[]'::jsonb) as versions
    from (select receipt.*, max(version) over (partition by receipt.kind, receipt.year, receipt.number_in_year) as newest
      from receipt where ${isVisible}) as receipt`,
  params: documentParams,
  columns: { versions: jsonb<ReceiptsOfPayment['versions']>() },
})

export const selectReceiptData = defineStatement({
  name: 'receipt/select-data',
  text: `select data from receipt where merchant_id = $merchantId and id = $receiptId`,
  params: { merchantId: uuid, receiptId: uuid },
  columns: { data: receiptData },
})
