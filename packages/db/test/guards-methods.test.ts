import { randomUUID } from 'node:crypto'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

let world: World
const customerId = randomUUID()
const strangerId = randomUUID()

beforeAll(async () => {
  world = await createWorld()
  const { merchantId, db } = world.ctx
  await db.pool.query(
    `insert into customer (merchant_id, id, subject, stripe_customer_id, created_at)
     values ('${merchantId}', '${customerId}', 'a', 'cus_a', now()), ('${merchantId}', '${strangerId}', 'b', 'cus_b', now());
     insert into saved_method (merchant_id, id, customer_id, stripe_payment_method_id, type, is_default, charging, created_at, removing_at, detached_at)
     values ('${merchantId}', gen_random_uuid(), '${customerId}', 'pm_default', 'card', true, 0, now(), null, null),
       ('${merchantId}', gen_random_uuid(), '${customerId}', 'pm_charged', 'card', false, 1, now(), null, null),
       ('${merchantId}', gen_random_uuid(), '${customerId}', 'pm_removing', 'card', false, 0, now(), now(), null),
       ('${merchantId}', gen_random_uuid(), '${customerId}', 'pm_gone', 'card', false, 0, now(), null, now());
     insert into method_setup (merchant_id, id, customer_id, status, stripe_setup_intent_id, created_at, updated_at)
     values ('${merchantId}', gen_random_uuid(), '${customerId}', 'canceled', 'seti_over', now(), now()),
       ('${merchantId}', gen_random_uuid(), '${customerId}', 'requires_action', 'seti_open', now(), now())`,
  )
})

afterAll(async () => {
  await world?.[Symbol.asyncDispose]()
})

const method = (id: string, change: string) =>
  `update saved_method set ${change} where stripe_payment_method_id = '${id}'`
const setup = (id: string, change: string) => `update method_setup set ${change} where stripe_setup_intent_id = '${id}'`

test.each([
  ['a second default', method('pm_charged', 'is_default = true'), 'saved_method_one_default'],
  [
    'the same method twice',
    method('pm_charged', `stripe_payment_method_id = 'pm_default'`),
    'stays whose and what it is',
  ],
  [
    'the removal of a method that is being charged',
    method('pm_charged', 'removing_at = now()'),
    'saved_method_stays_while_charged',
  ],
  [
    'a charge of a method that is being removed',
    method('pm_default', 'removing_at = now(), charging = 1'),
    'saved_method_stays_while_charged',
  ],
  [
    'a payment that tries a method that is being removed',
    `insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, saved_method_id, created_at, updated_at)
     select merchant_id, gen_random_uuid(), customer_id, 'processing', 'usd', 100, 'x', id, now(), now() from saved_method
     where stripe_payment_method_id = 'pm_removing'`,
    'saved_method_stays_while_charged',
  ],
  ['fewer charges than none', method('pm_default', 'charging = charging - 1'), 'saved_method_charging_counts'],
  ['a method that comes back', method('pm_gone', 'detached_at = null'), 'is gone'],
  ['a method that changes hands', method('pm_default', `customer_id = '${strangerId}'`), 'stays whose and what it is'],
  ['a whole card number', method('pm_default', `last4 = '4242424242424242'`), 'saved_method_last4_is_short'],
  [
    'a fingerprint as Stripe gives it',
    method('pm_default', `fingerprint_hash = 'Xt5EWLLDS7FJjR1c'`),
    'saved_method_fingerprint_is_hashed',
  ],
  [
    'a second customer at Stripe for two of ours',
    `update customer set stripe_customer_id = 'cus_a'`,
    'customer_merchant_id_stripe_customer_id_key',
  ],
  ['a setup that begins again', setup('seti_over', `status = 'requires_action'`), 'cannot become requires_action'],
  ['a setup of another intent', setup('seti_open', `stripe_setup_intent_id = 'seti_other'`), 'never change'],
  [
    'a setup that has succeeded and saved nothing',
    setup('seti_open', `status = 'succeeded'`),
    'method_setup_saves_one',
  ],
  [
    'a setup that waits for deposits of no time',
    setup('seti_open', `microdeposit_kind = 'amounts'`),
    'method_setup_microdeposits_whole',
  ],
])('the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedBy(world, sql)).toContain(reason)
})
