import { randomUUID } from 'node:crypto'
import { openDatabase } from '@azora/db/database'
import { createTestDatabase } from '@azora/test-kit/test-database'
import { expect, test } from 'vitest'

/** Each guard is tried by plain SQL, on one event that waits, one that was handled and one that was put aside. */
test.each([
  ['a second row for one event', `insert into webhook_event select * from webhook_event`, 'webhook_event_pkey'],
  ['an event of an unknown source', `update webhook_event set source = 'mail'`, 'never changes'],
  ['an event about nothing', `update webhook_event set object_id = ''`, 'never changes'],
  ['a lease without a token', `update webhook_event set lease_until = now() where id = 'evt_open'`, 'lease_is_whole'],
  [
    'a lease on a handled event',
    `update webhook_event set lease_until = now(), lease_token = gen_random_uuid() where id = 'evt_handled'`,
    'webhook_event_rests',
  ],
  [
    'a lease on a parked event',
    `update webhook_event set lease_until = now(), lease_token = gen_random_uuid() where id = 'evt_parked'`,
    'webhook_event_rests',
  ],
  [
    'an event that is handled and parked',
    `update webhook_event set handled_at = now(), outcome = 'applied' where id = 'evt_parked'`,
    'webhook_event_rests',
  ],
  [
    'an event that is handled without an outcome',
    `update webhook_event set handled_at = now() where id = 'evt_open'`,
    'webhook_event_outcome_has_time',
  ],
  [
    'a handled event that is opened again',
    `update webhook_event set handled_at = null, outcome = null where id = 'evt_handled'`,
    'has been handled',
  ],
  ['another outcome', `update webhook_event set outcome = 'foreign' where id = 'evt_handled'`, 'has been handled'],
  ['another type', `update webhook_event set type = 'payout.paid'`, 'never changes'],
  ['a second mark of a merchant', `insert into event_mark select * from event_mark`, 'event_mark_pkey'],
])('the database itself refuses %s', async (_, sql, reason) => {
  await using database = await createTestDatabase()
  await using db = openDatabase({ connectionString: database.url, max: 1 })
  const merchantId = randomUUID()
  await db.pool.query(
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, payload, received_at, handled_at, outcome, parked_at)
     values ($1, 'evt_open', 'charge.updated', 'ch_1', now(), '{}', now(), null, null, null),
            ($1, 'evt_handled', 'charge.updated', 'ch_1', now(), '{}', now(), now(), 'applied', null),
            ($1, 'evt_parked', 'charge.updated', 'ch_1', now(), '{}', now(), null, null, now())`,
    [merchantId],
  )
  await db.pool.query(`insert into event_mark (merchant_id, seen_until, checked_at) values ($1, now(), now())`, [
    merchantId,
  ])

  const refusal = await db.pool.query(sql).then(
    () => 'nothing',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  )

  expect(refusal).toContain(reason)
})
