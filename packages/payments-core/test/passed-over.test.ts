import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import type { PaymentContext } from '@azora/payments-core/context'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputePayment } from './support/dispute-payment.ts'
import { createQuietWorld, payQuietly } from './support/quiet-world.ts'
import { loseAnswers, refund } from './support/refunds.ts'

/** Two of everything that a sweeper may find. */
let world: World
beforeAll(async () => {
  world = await createQuietWorld()
  const pendingRefunds = '4000000000007726'
  for (let count = 0; count < 2; count += 1) {
    await disputePayment(world)
    await world.pay('4000002500003155')
    await world.pay()
    const { paymentId } = await payQuietly(world, pendingRefunds)
    await refund(world, { paymentId, amountMinor: 5_00 })
    loseAnswers(world, 'before')
    await refund(world, { paymentId, amountMinor: 5_00 })
    world.stripe.faults.clear()
  }
})
afterAll(() => world?.[Symbol.asyncDispose]())

interface Turn {
  what: string
  sweep: (ctx: PaymentContext) => Promise<number>
  /** What it finds: the row that comes first is held by somebody. */
  rows: string
  /** What has to pass until it may be looked at. */
  later?: { hours?: number; days?: number }
}

const turns: Turn[] = [
  { what: 'an attempt', sweep: sweepAttempts, rows: 'attempt where settled_at is null order by lease_until' },
  { what: 'a mail', sweep: sweepMails, rows: `outbox where state = 'pending' order by next_try_at` },
  {
    what: 'a refund',
    sweep: sweepRefunds,
    rows: `refund where status = 'pending' and stripe_refund_id is not null order by updated_at`,
    later: { hours: 1 },
  },
  {
    what: 'a payment',
    sweep: sweepPayments,
    rows: `payment where status in ('processing', 'requires_action') order by updated_at`,
    later: { hours: 1 },
  },
  {
    what: 'a dispute',
    sweep: sweepDisputes,
    rows: `dispute where status = 'needs_response' order by checked_at`,
    later: { hours: 4 },
  },
  {
    what: 'a payment that was left',
    sweep: cancelAbandoned,
    rows: `payment where status = 'requires_action' order by created_at`,
    later: { days: 2 },
  },
]

test.each(turns)('$what that somebody has locked is passed over, not waited for', async ({ sweep, rows, later }) => {
  world.clock.advance(later ?? {})
  await world.expireLeases()
  const { rowCount: waiting } = await world.ctx.db.pool.query(`select from ${rows}`)
  await using held = await hold(`select from ${rows} limit 1 for update`)

  const taken = await sweep(world.ctx)
  await held.release()

  expect(waiting).toBeGreaterThan(1)
  expect(taken).toBe(Number(waiting) - 1)
  expect(await sweep(world.ctx)).toBeGreaterThanOrEqual(1)
})

/** Locks what some SQL finds until it is released. */
async function hold(sql: string): Promise<AsyncDisposable & { release(): Promise<void> }> {
  const client = await world.ctx.db.pool.connect()
  // A busy machine may take longer to draw receipts than a connection of ours may be idle.
  await client.query('set idle_in_transaction_session_timeout = 0; set transaction_timeout = 0')
  await client.query('begin')
  await client.query(sql)
  let isHeld = true
  const release = async () => {
    if (!isHeld) return
    isHeld = false
    await client.query('rollback')
    client.release(true)
  }
  return { release, [Symbol.asyncDispose]: release }
}

test('sweepers at the same time take each mail once', async () => {
  for (let count = 0; count < 4; count += 1) await payQuietly(world)
  await world.ctx.db.pool.query(`update outbox set next_try_at = now() where state = 'pending'`)
  const { rowCount: due } = await world.ctx.db.pool.query(`select from outbox where state = 'pending'`)

  const taken = await Promise.all(Array.from({ length: 5 }, () => sweepMails(world.ctx)))

  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(due)
  expect(await sweepEvents(world.ctx)).toBe(0)
})
