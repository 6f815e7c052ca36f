import { demoMerchantId } from '@azora/db/seed-demo'
import type { DatabaseHandle } from './start-stack.ts'

const customerId = '00000000-0000-7000-8000-00000000c001'

/** Gives one shopper so many paid payments, a minute apart, the newest an hour ago; triggers do not run. */
export async function fillHistory(
  { pool }: DatabaseHandle,
  { subject, payments }: { subject: string; payments: number },
) {
  const client = await pool.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('set statement_timeout = 0')
    await client.query(
      `insert into customer (merchant_id, id, subject, created_at) values ($1, $2, $3, now()) on conflict do nothing`,
      [demoMerchantId, customerId, subject],
    )
    await client.query(
      `insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, captured_minor, description,
         stripe_payment_intent_id, method_type, method_brand, method_last4, created_at, updated_at, paid_at)
       select $1, gen_random_uuid(), $2, 'succeeded', 'usd', 1000 + n % 5000, 1000 + n % 5000, 'Harbour mug',
         'pi_history_' || n, 'card', 'visa', '4242', made, made, made
       from generate_series(1, $3) n, lateral (select date_trunc('milliseconds', now()) - interval '1 hour' - n * interval '1 minute' as made) as time`,
      [demoMerchantId, customerId, payments],
    )
    await client.query('vacuum analyze payment')
  } finally {
    client.release(true)
  }
}
