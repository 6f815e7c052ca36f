import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.pay()
  await world.settle()
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** What the database has against statements that come after one another; all of them are undone. */
const refusedOf = (...statements: string[]) => refusedBy(world, statements.join(';'))

const columns = `merchant_id, id, payment_id, status, currency, amount_minor, requested_by, created_at, updated_at`

/** Writes a refund of 1.00 and what the payment has to count for it, in one statement, as our own code does. */
const refundOf = (status: string, more: { columns?: string; values?: string } = {}) => `
  with counted as (
    update payment set refund_reserved_minor = refund_reserved_minor + 100,
           refunded_minor = refunded_minor + ${status === 'succeeded' ? 100 : 0}
    returning merchant_id, id, currency
  )
  insert into refund (${columns}${more.columns ?? ''})
  select merchant_id, gen_random_uuid(), id, '${status}', currency, 100, 'persona-support', now(), now()${more.values ?? ''}
  from counted`

const settled = (status: string) => refundOf(status, { columns: ', settled_at', values: ', now()' })

test.each([
  ['a refund of nothing', `update refund set amount_minor = 0`, 'never changes'],
  ['another amount', `update refund set amount_minor = 50`, 'never changes'],
  ['another payment', `update refund set payment_id = gen_random_uuid()`, 'never changes'],
  ['another asker', `update refund set requested_by = 'persona-admin'`, 'never changes'],
  ['a refund that goes', `delete from refund`, 'stays in the books'],
  ['a status that does not exist', `update refund set status = 'paid'`, 'cannot become paid'],
  [
    'a refund that asks for approval once it is made',
    `update refund set status = 'requires_approval'`,
    'cannot become',
  ],
  ['a refund that is rejected once it is made', `update refund set status = 'rejected'`, 'cannot become rejected'],
  ['an end without its time', `update refund set status = 'succeeded'`, 'refund_settled_has_time'],
  ['a note without end', `update refund set note = repeat('x', 501)`, 'refund_note_bounded'],
  [
    'an origin that does not exist',
    `insert into refund (${columns}, origin) select ${columns}, 'x' from refund`,
    'refund_',
  ],
  ['a failed refund that still counts', `update refund set status = 'failed', settled_at = now()`, 'do not add up'],
  ['a refund that nothing is reserved for', refundOf('pending').replace('+ 100', '+ 0'), 'do not add up'],
  ['a counter that no refund stands behind', `update payment set refund_reserved_minor = 0`, 'do not add up'],
  ['money that counts as refunded and is not', `update payment set refunded_minor = 1`, 'do not add up'],
  ['a dispute of less than nothing', `update payment set disputed_minor = -1`, 'payment_disputed_not_negative'],
  [
    'a second refund under one id of Stripe’s',
    `with named as (update refund set stripe_refund_id = 're_1' returning *)
     insert into refund (${columns}, stripe_refund_id, settled_at)
     select merchant_id, gen_random_uuid(), payment_id, 'failed', currency, 100, null, now(), now(), 're_1', now() from named`,
    'refund_merchant_id_stripe_refund_id_key',
  ],
])('the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedOf(refundOf('pending'))).toBe('nothing')
  expect(await refusedOf(refundOf('pending'), sql)).toContain(reason)
})

test('a refund that succeeded can still fail, and that is its end', async () => {
  const failed = `with freed as (update payment set refund_reserved_minor = 0, refunded_minor = 0) update refund set status = 'failed'`
  const refusedAfter = (...statements: string[]) => refusedOf(settled('succeeded'), ...statements)

  expect(await refusedAfter(`update refund set status = 'pending', settled_at = null`)).toContain('cannot become')
  expect(await refusedAfter(`update refund set status = 'canceled'`)).toContain('cannot become canceled')
  expect(await refusedAfter(failed)).toBe('nothing')
  expect(await refusedAfter(failed, `update refund set status = 'succeeded'`)).toContain('cannot become succeeded')
})

test('a refund that waits is approved by somebody, and by somebody else than its asker', async () => {
  const approveBy = (who: string) => `update refund set status = 'pending', decided_by = ${who}`
  const refusedAfter = (...statements: string[]) => refusedOf(refundOf('requires_approval'), ...statements)

  expect(await refusedAfter(`update refund set status = 'succeeded', settled_at = now()`)).toContain('cannot become')
  expect(await refusedAfter(approveBy('null'))).toContain('approved by nobody')
  expect(await refusedAfter(approveBy(`'persona-support'`))).toBe('refund_approver_differs')
  const approved = approveBy(`'persona-admin'`)
  expect(await refusedAfter(approved)).toBe('nothing')
  expect(await refusedAfter(approved, `update refund set decided_by = 'persona-admin2'`)).toContain('never changes')
})

test('a name of Stripe’s that a refund has got stays', async () => {
  const name = (id: string) => `update refund set stripe_refund_id = '${id}'`

  expect(await refusedOf(refundOf('pending'), name('re_1'), name('re_2'))).toContain('never changes')
})

test.each([
  ['no object', `'[]'`],
  ['a setting that does not exist', `'{"refunds": {"window": 3}}'`],
  ['rules that are no object', `'{"refunds": [1]}'`],
  ['a window in words', `'{"refunds": {"windowDays": "long"}}'`],
  ['a window of half a day', `'{"refunds": {"windowDays": 0.5}}'`],
  ['a window before it was paid', `'{"refunds": {"windowDays": -1}}'`],
  ['a window that is null', `'{"refunds": {"windowDays": null}}'`],
  ['a window longer than ten years', `'{"refunds": {"windowDays": 3651}}'`],
  ['limits that are no object', `'{"refunds": {"limits": 500}}'`],
  ['a limit for shoppers', `'{"refunds": {"limits": {"shopper": {"usd": 500}}}}'`],
  ['one limit for all currencies', `'{"refunds": {"limits": {"support": 500}}}'`],
  ['a currency in capitals', `'{"refunds": {"limits": {"support": {"USD": 500}}}}'`],
  ['a limit in words', `'{"refunds": {"limits": {"support": {"usd": "500"}}}}'`],
  ['a limit below nothing', `'{"refunds": {"limits": {"support": {"usd": -1}}}}'`],
  ['a limit of half a cent', `'{"refunds": {"limits": {"support": {"usd": 0.5}}}}'`],
  ['a limit of more than can be counted', `'{"refunds": {"limits": {"support": {"usd": 9007199254740992}}}}'`],
])('a merchant cannot set %s for refunds', async (_, settings) => {
  expect(await refusedOf(`update merchant set settings = ${settings}`)).toBe('merchant_refund_settings_are_valid')
})

test('a merchant sets a window and limits for refunds, or nothing', async () => {
  for (const settings of [
    '{}',
    '{"refunds": {}}',
    '{"refunds": {"windowDays": 14, "limits": {"support": {"usd": 500}}}}',
  ]) {
    expect(await refusedOf(`update merchant set settings = '${settings}'`)).toBe('nothing')
  }
})
