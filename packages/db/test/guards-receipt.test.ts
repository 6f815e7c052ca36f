import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedBy } from './support/refused-by.ts'

const pendingRefund = `
  with paid as (
    update payment set refund_reserved_minor = 1 where status = 'succeeded' returning merchant_id, id, currency
  )
  insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, created_at, updated_at)
  select merchant_id, gen_random_uuid(), id, 'pending', currency, 1, now(), now() from paid`

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.pay()
  await world.settle()
  await world.pay('4000000000009995')
  await world.ctx.db.pool.query(pendingRefund)
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** The columns of a receipt with some of them changed, from the receipt that is there. */
const copy = (change: Record<string, string>, from = 'receipt') => {
  const columns = {
    merchant_id: 'merchant_id',
    id: 'gen_random_uuid()',
    kind: 'kind',
    payment_id: 'payment_id',
    refund_id: 'refund_id',
    customer_id: 'customer_id',
    year: 'year',
    number_in_year: 'number_in_year',
    number: 'number',
    version: 'version',
    data: 'data',
    issued_at: 'now()',
    ...change,
  }
  return `insert into receipt (${Object.keys(columns).join(', ')}) select ${Object.values(columns).join(', ')} from ${from}`
}

/** The data of a receipt, told to be what its columns say. */
const saying = (number: string, version: number, kind = 'payment') =>
  `data || '{"number": "${number}", "version": ${version}, "kind": "${kind}"}'`

const numbered = (number: string, numberInYear: number) => ({
  number: `'${number}'`,
  number_in_year: String(numberInYear),
  data: saying(number, 1),
})

/** A payment that has no receipt yet, and a refund of the one that has. */
const otherPayment = `(select id from payment where status <> 'succeeded')`
const refund = '(select id from refund)'
const refundReceipt = {
  kind: `'refund'`,
  refund_id: refund,
  number: `'2026-R000001'`,
  data: saying('2026-R000001', 1, 'refund'),
}

test.each([
  ['a second number for a payment', copy(numbered('2026-000002', 2)), 'receipt_payment_version'],
  ['a number twice', copy({ payment_id: otherPayment }), 'receipt_merchant_id_kind_year_number_in_year_version_key'],
  ['a gap between numbers', copy({ ...numbered('2026-000003', 3), payment_id: otherPayment }), 'leave a gap'],
  ['a version twice', copy({}), 'receipt_'],
  [
    'a version that leaves one out',
    copy({ version: '3', data: saying('2026-000001', 3) }),
    'follows no version before it',
  ],
  [
    'a further version about another payment',
    copy({ version: '2', data: saying('2026-000001', 2), payment_id: otherPayment }),
    'follows no version before it',
  ],
  ['a version of nothing', copy({ version: '0', data: saying('2026-000001', 0) }), 'receipt_version_positive'],
  [
    'a kind that does not exist',
    copy({ kind: `'invoice'`, data: saying('2026-000001', 1, 'invoice') }),
    'receipt_kind_known',
  ],
  [
    'a refund’s receipt that names no refund',
    copy({ ...refundReceipt, refund_id: 'null' }),
    'receipt_names_its_refund',
  ],
  [
    'a payment’s receipt that names a refund',
    copy({ refund_id: refund, version: '2', data: saying('2026-000001', 2) }),
    'follows no version before it',
  ],
  [
    'a refund’s receipt under another payment',
    copy({ ...refundReceipt, payment_id: otherPayment }),
    'refund of another payment',
  ],
  [
    'two receipts of one refund',
    `${copy(refundReceipt)}; ${copy({ number_in_year: '2', number: `'2026-R000002'`, data: saying('2026-R000002', 1, 'refund') }, `receipt where kind = 'refund'`)}`,
    'receipt_merchant_id_refund_id_version_key',
  ],
  [
    'a number that is spelled otherwise',
    copy({ ...numbered('2026-2', 2), payment_id: otherPayment }),
    'receipt_number_spelled',
  ],
  [
    'data that names another number',
    copy({ ...numbered('2026-000002', 2), payment_id: otherPayment, data: 'data' }),
    'receipt_data_fits',
  ],
  [
    'data that names nothing',
    copy({ ...numbered('2026-000002', 2), payment_id: otherPayment, data: `'{}'` }),
    'receipt_data_fits',
  ],
  ['data of another kind', copy({ ...refundReceipt, data: saying('2026-R000001', 1) }), 'receipt_data_fits'],
  ['a version that changes', `update receipt set data = '{}'`, 'receipts never change'],
  ['a version that goes', `delete from receipt`, 'receipts never change'],
  ['an emptied table of receipts', `truncate receipt`, 'receipts never change'],
  ['a counter that goes back', `update receipt_counter set last_number = 0`, 'only grows'],
  ['a counter that goes', `delete from receipt_counter`, 'only grows'],
  ['a counter that counts something else', `update receipt_counter set kind = 'refund', last_number = 2`, 'only grows'],
  [
    'a counter of a kind that does not exist',
    `insert into receipt_counter (merchant_id, kind, year, last_number) select merchant_id, 'invoice', year, 1 from receipt_counter`,
    'receipt_counter_kind_known',
  ],
  [
    'a counter below one',
    `insert into receipt_counter (merchant_id, kind, year, last_number) select merchant_id, 'refund', year, 0 from receipt_counter`,
    'receipt_counter_positive',
  ],
])('the database itself refuses %s', async (_, sql, reason) => {
  expect(await refusedBy(world, sql)).toContain(reason)
})

test('the first receipt of a refund is taken, and a payment’s next version', async () => {
  const { pool } = world.ctx.db

  await pool.query(
    `${copy({ version: '2', data: saying('2026-000001', 2) })}; ${copy(refundReceipt, 'receipt where version = 1')}`,
  )

  const { rows } = await pool.query('select number, version from receipt order by number, version')
  expect(rows).toEqual([
    { number: '2026-000001', version: 1 },
    { number: '2026-000001', version: 2 },
    { number: '2026-R000001', version: 1 },
  ])
})
