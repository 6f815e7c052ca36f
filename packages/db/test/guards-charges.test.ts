import { createWorld } from '@azora/test-kit/create-world'
import { afterAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

const world = await createWorld()
afterAll(() => world[Symbol.asyncDispose]())

/** A payment that waits behind a link, the mail that carries it, and a mail that has left. */
await world.pay()
await world.ctx.db.pool.query(`
  with method as (
    insert into saved_method (merchant_id, id, customer_id, stripe_payment_method_id, type, created_at)
    select merchant_id, gen_random_uuid(), customer_id, 'pm_1', 'card', now() from payment returning *
  ),
  waiting as (
    insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, created_at, updated_at,
                         saved_method_id, continue_until)
    select merchant_id, gen_random_uuid(), customer_id, 'requires_payment_method', 'usd', 1, '', now(), now(), id, now() from method
    returning *
  )
  insert into outbox (merchant_id, id, kind, subject_id, dedupe_key, data, state, created_at, sent_at)
  select merchant_id, gen_random_uuid(), 'confirm_mail', id, 'mail ' || state, '{"to":"ada@example.com"}', state, now(),
         case when state = 'sent' then now() end
  from waiting, (values ('pending'), ('sent')) as mail (state)`)

const newPayment = (columns: string, values: string) => `
  insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, created_at, updated_at, ${columns})
  select merchant_id, gen_random_uuid(), customer_id, 'processing', currency, amount_minor, '', now(), now(), ${values} from payment`

const waiting = `where continue_until is not null`

test.each([
  [
    'another saved method than the one charged',
    `update payment set saved_method_id = null, continue_until = null ${waiting}`,
    'never change',
  ],
  ['another end of a link', `update payment set continue_until = now() + interval '1 day' ${waiting}`, 'never change'],
  ['a link that is taken back', `update payment set continue_until = null ${waiting}`, 'never change'],
  ['other words of a mail', `update outbox set data = '{"to":"eve@example.com"}'`, 'what a mail says'],
  ['a mail about something else', `update outbox set subject_id = gen_random_uuid()`, 'what a mail says'],
  ['a mail under another key', `update outbox set dedupe_key = dedupe_key || '/again'`, 'what a mail says'],
  [
    'a mail that left and is to leave again',
    `update outbox set state = 'pending', sent_at = null where state = 'sent'`,
    'what a mail says',
  ],
  ['a link to a payment of no saved method', newPayment('continue_until', 'now()'), 'payment_link_needs_method'],
  [
    'a saved method that does not exist',
    newPayment('saved_method_id', 'gen_random_uuid()'),
    'payment_merchant_id_saved_method_id_fkey',
  ],
  ['a saved method that was charged and goes', `delete from saved_method`, 'payment_merchant_id_saved_method_id_fkey'],
])('of payments beside the cart and their mails, the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedBy(world, sql)).toContain(reason)
})
