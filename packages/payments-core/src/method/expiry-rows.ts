import type { ExpiringMethod } from '@azora/contract/payment-method'
import { int4, jsonb, nullable, timestamptz, uuid } from '@azora/db/column'
import { defineStatement } from '@azora/db/statement'
import { outboxMail } from '../mail/outbox-sql.ts'
import { isUsable, savedMethodJson } from './method-view.ts'

/** As the index has them, so that only these are read. */
const expiresInWindow = `
  (method.expiry_year, method.expiry_month) >= ($from / 100, $from % 100)
  and (method.expiry_year, method.expiry_month) < ($before / 100, $before % 100)`

export const selectExpiring = defineStatement({
  name: 'method/select-expiring',
  text: `
    select ${savedMethodJson('method')} || jsonb_build_object('customerSubject', customer.subject) as method
    from saved_method as method
    join customer on customer.merchant_id = method.merchant_id and customer.id = method.customer_id
    where method.merchant_id = $merchantId and ${expiresInWindow} and ${isUsable('method')}
      and ($afterMonth is null or
        (method.expiry_year, method.expiry_month, method.id) > ($afterMonth / 100, $afterMonth % 100, $afterId))
    order by method.expiry_year, method.expiry_month, method.id limit $limit`,
  params: {
    merchantId: uuid,
    from: int4,
    before: int4,
    afterMonth: nullable(int4),
    afterId: nullable(uuid),
    limit: int4,
  },
  columns: { method: jsonb<ExpiringMethod>() },
})

/**
 * Notes on one card that its owner was told of its expiry, and queues the mail that tells them, if they have an address. A
 * card whose date was renewed is told of again when that one comes near. Rivals skip what another has locked.
 */
export const tellOfExpiry = defineStatement({
  name: 'method/tell-of-expiry',
  text: `
    with told as (
      update saved_method set expiry_told = saved_method.expiry_year * 100 + saved_method.expiry_month
      where (saved_method.merchant_id, saved_method.id) in (
        select method.merchant_id, method.id from saved_method as method
        where method.merchant_id = $merchantId and ${expiresInWindow} and ${isUsable('method')}
          and method.expiry_told is distinct from method.expiry_year * 100 + method.expiry_month
        order by method.expiry_year, method.expiry_month, method.id limit 1 for update skip locked)
      returning saved_method.*
    ),
    ${outboxMail({
      kind: 'expiry_mail',
      key: `'card-expires/' || told.id || '/' || told.expiry_told`,
      data: `jsonb_build_object(
        'to', customer.email,
        'merchant', jsonb_build_object('name', merchant.name, 'supportEmail', merchant.support_email),
        'method', jsonb_build_object('type', told.type, 'brand', told.brand, 'last4', told.last4),
        'expiry', jsonb_build_object('month', told.expiry_month, 'year', told.expiry_year))`,
      from: 'told',
      where: 'true',
    })},
    audit as (
      insert into audit_entry (merchant_id, id, actor, action, subject_kind, subject_id, after, at)
      select $merchantId, $auditId, 'worker', 'method.expiry_told', 'method', told.id::text,
             jsonb_build_object('expiry', told.expiry_told, 'mails', (select count(*) from job)), $now
      from told
    )
    select id from told`,
  params: { merchantId: uuid, from: int4, before: int4, outboxId: uuid, auditId: uuid, now: timestamptz },
  columns: { id: uuid },
})
