import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

const askedMinor = 1_50
const capturedMinor = 18_00

/** A process that asks for several refunds of one payment at once. */
function startRefunding(world: World, paymentId: string) {
  const { merchantId, linkSecret } = world.ctx
  const options = {
    merchantId,
    linkSecret,
    databaseUrl: world.databaseUrl,
    stripe: { secretKey: world.stripe.secretKey, apiBase: world.stripe.url },
    mail: { apiKey: 're_sandbox', baseUrl: world.mail.url, from: 'receipts@azora.example' },
    publicUrl: 'http://shop.test',
  }
  const refunds = Array.from({ length: 6 }, () => ({ requestId: randomUUID(), paymentId, amountMinor: askedMinor }))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'programs/refund.ts')], {
    env: { PATH: process.env['PATH'], JOB: JSON.stringify({ options, refunds, caller: personas.admin }) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return { child, ended: once(child, 'exit') }
}

const soon = { timeout: 40_000, interval: 5 }

test('of processes that refund one payment at once some are killed: what Stripe gave back is what our books say, and never too much (R1, R4)', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  // Stripe takes whatever is asked, and is slow to say so: who is killed has not heard.
  world.stripe.switches.set({ refundChecks: false })
  world.stripe.faults.add({ match: { path: '/v1/refunds' }, effect: 'slow', ms: 300, phase: 'after', times: 'always' })
  const query = async (sql: string) => (await world.ctx.db.pool.query<Record<string, unknown>>(sql, [payment.id])).rows
  const atStripe = () => world.stripe.objects('refund')
  const open = `attempt where settled_at is null and subject_id in (select id from refund where payment_id = $1)`

  const processes = Array.from({ length: 3 }, () => startRefunding(world, payment.id))
  const [firstToDie, nextToDie] = processes
  await expect.poll(() => atStripe().length, soon).toBeGreaterThan(0)
  firstToDie?.child.kill('SIGKILL')
  await expect.poll(() => atStripe().length, soon).toBeGreaterThan(5)
  nextToDie?.child.kill('SIGKILL')
  await Promise.all(processes.map(({ ended }) => ended))
  const left = await query(`select id from ${open}`)
  world.stripe.faults.clear()
  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await world.stripe.webhooks.idle()
  await sweepEvents(world.ctx)

  expect(left.length).toBeGreaterThan(0)
  expect(await query(`select id from ${open}`)).toEqual([])
  const givenBack = atStripe().reduce((sum, { amount }) => sum + amount, 0)
  expect(givenBack).toBeLessThanOrEqual(capturedMinor)
  expect(givenBack).toBeGreaterThanOrEqual(capturedMinor - askedMinor * 6)
  expect(
    await query(
      `select refunded_minor::int as refunded, refund_reserved_minor::int as reserved from payment where id = $1`,
    ),
  ).toEqual([{ refunded: givenBack, reserved: givenBack }])
  const ours = await query(`select stripe_refund_id as id from refund where payment_id = $1 and status = 'succeeded'`)
  expect(new Set(ours.map(({ id }) => id))).toEqual(new Set(atStripe().map(({ id }) => id)))
  const documents = await query(`select id from receipt where payment_id = $1 and kind = 'refund'`)
  expect(documents).toHaveLength(ours.length)
}, 60_000)
