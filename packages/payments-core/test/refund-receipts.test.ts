import { ReceiptData } from '@azora/contract/receipt'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'
import { documentFailure, documentRefund } from './support/document-refund.ts'

async function paidWorld() {
  const world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  return { world, paymentId: payment.id }
}

/** Every version of every document, parsed as the contract reads it. */
async function documents({ ctx }: World): Promise<ReceiptData[]> {
  const { rows } = await ctx.db.pool.query<{ data: unknown }>(
    'select data from receipt order by kind, year, number_in_year, version',
  )
  return rows.map(({ data }) => ReceiptData.parse(data))
}

const count = async ({ ctx }: World, from: string) =>
  Number((await ctx.db.pool.query<{ n: string }>(`select count(*) as n from ${from}`)).rows[0]?.n)

test('a refund gets a receipt of its own, and the payment’s a new version with the same number', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  world.clock.advance({ days: 1 })

  const id = await documentRefund(world, { paymentId, amountMinor: 5_00 })

  const refunded = {
    id,
    status: 'succeeded',
    reason: 'requested_by_customer',
    failedAt: null,
    refundedAt: '2026-11-22T09:00:00.000Z',
  }
  expect(await documents(world)).toMatchObject([
    { kind: 'payment', number: '2026-000001', version: 1, replaces: null, total: { amountMinor: 18_00 }, refunds: [] },
    {
      kind: 'payment',
      number: '2026-000001',
      version: 2,
      replaces: { version: 1, issuedAt: '2026-11-21T09:00:00.000Z' },
      issuedAt: '2026-11-22T09:00:00.000Z',
      paidAt: '2026-11-21T09:00:00.000Z',
      total: { amountMinor: 18_00 },
      lineItems: [{ name: 'Harbour mug' }],
      refunds: [{ ...refunded, number: '2026-R000001', amountMinor: 5_00 }],
      refund: null,
    },
    {
      kind: 'refund',
      number: '2026-R000001',
      version: 1,
      replaces: null,
      issuedAt: '2026-11-22T09:00:00.000Z',
      total: { amountMinor: 5_00, currency: 'usd' },
      lineItems: [],
      refunds: [],
      refund: { ...refunded, receiptNumber: '2026-000001', receiptVersion: 2 },
    },
  ])
  expect(await count(world, `outbox where kind = 'refund_mail'`)).toBe(1)
  expect(await count(world, `audit_entry where action in ('receipt.refund_issued', 'receipt.reissued')`)).toBe(2)
})

test('a refund that comes back voids its receipt and says so on the payment’s, under the same numbers (R9)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  const first = await documentRefund(world, { paymentId, amountMinor: 5_00 })
  await documentRefund(world, { paymentId, amountMinor: 3_00 })
  world.clock.advance({ days: 2 })

  await documentFailure(world, first)
  await documentFailure(world, first)

  const all = await documents(world)
  expect(all.map(({ number, version }) => `${number} v${version}`)).toEqual([
    '2026-000001 v1',
    '2026-000001 v2',
    '2026-000001 v3',
    '2026-000001 v4',
    '2026-R000001 v1',
    '2026-R000001 v2',
    '2026-R000002 v1',
  ])
  const failed = {
    id: first,
    status: 'failed',
    failedAt: '2026-11-23T09:00:00.000Z',
    refundedAt: '2026-11-21T09:00:00.000Z',
  }
  expect(all[3]?.refunds).toMatchObject([failed, { status: 'succeeded', amountMinor: 3_00, failedAt: null }])
  expect(all[5]).toMatchObject({ refund: { ...failed, receiptVersion: 4 }, replaces: { version: 1 } })
  expect(await count(world, `outbox where kind = 'refund_failed_mail'`)).toBe(1)
})

test('refunds that succeed at the same time each find the version before theirs (E5)', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world

  await Promise.all(Array.from({ length: 18 }, () => documentRefund(world, { paymentId, amountMinor: 1_00 })))

  const all = await documents(world)
  const versions = all.filter(({ kind }) => kind === 'payment')
  expect(versions.map(({ version, refunds }) => [version, refunds.length])).toEqual(
    Array.from({ length: 19 }, (_none, index) => [index + 1, index]),
  )
  expect(all.filter(({ kind }) => kind === 'refund').map(({ number }) => number)).toEqual(
    Array.from({ length: 18 }, (_none, index) => `2026-R0000${String(index + 1).padStart(2, '0')}`),
  )
})

test('refunds of many payments at once number without gap or repeat (E5)', async () => {
  await using world = await createWorld()
  const paid = await Promise.all(Array.from({ length: 12 }, () => world.pay()))
  await world.settle()

  await Promise.all(paid.map(({ payment }) => documentRefund(world, { paymentId: payment.id, amountMinor: 1_00 })))

  const { rows } = await world.ctx.db.pool.query<{ n: number }>(
    `select number_in_year as n from receipt where kind = 'refund' order by n`,
  )
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_none, index) => index + 1))
})

test('a refund that never succeeded has no receipt to void', async () => {
  const { world, paymentId } = await paidWorld()
  await using _ = world
  await world.ctx.db.pool.query(
    `with paid as (update payment set refund_reserved_minor = 1 returning merchant_id, id, currency)
     insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, created_at, updated_at)
     select merchant_id, gen_random_uuid(), id, 'pending', currency, 1, now(), now() from paid`,
  )
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(
    `with paid as (update payment set refund_reserved_minor = 0)
     update refund set status = 'failed', settled_at = now() returning id`,
  )

  await documentFailure(world, rows[0]?.id ?? paymentId)

  expect(await documents(world)).toHaveLength(1)
})
