import { randomUUID } from 'node:crypto'
import { openDatabase } from '@azora/db/database'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { Refusal } from '@azora/payments-core/refusal'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyEvents, auditOf, moneyOf, paid, refund, refundsAtStripe } from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ stripe: { timeoutMs: 10_000 } })
  // Stripe takes whatever is asked: our own guard is what is tested.
  world.stripe.switches.set({ refundChecks: false })
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** What came of calls that were made at once: how often each refusal, and how many were granted. */
async function tally(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const call of await Promise.allSettled(calls)) {
    const outcome = call.status === 'fulfilled' ? 'granted' : reasonOf(call.reason)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

const reasonOf = (error: unknown) => (error instanceof Refusal ? error.reason.code : String(error))

const givenBack = async (paymentId: string) =>
  (await refundsAtStripe(world, paymentId)).reduce((sum, { amount }) => sum + amount, 0)

test('of 24 refunds of 30 % at once exactly three are granted, though Stripe would take them all (R1)', async () => {
  const paymentId = await paid(world)

  const counts = await tally(Array.from({ length: 24 }, () => refund(world, { paymentId, amountMinor: 5_40 })))
  await applyEvents(world)

  expect(counts).toEqual({ granted: 3, refund_exceeds_payment: 21 })
  expect(await givenBack(paymentId)).toBe(16_20)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 16_20, refunded: 16_20 })
})

test('200 refunds of one payment at once, from many connections: the sum is right, the rest is refused (R1)', async () => {
  const paymentId = await paid(world, 10)
  await using pools = new AsyncDisposableStack()
  const processes = Array.from({ length: 4 }, () => ({
    ...world.as('admin'),
    db: pools.use(openDatabase({ connectionString: world.databaseUrl })),
  }))

  const counts = await tally(
    Array.from({ length: 50 }, () =>
      processes.map((ctx) => createRefund(ctx, { requestId: randomUUID(), paymentId, amountMinor: 7_00 })),
    ).flat(),
  )
  await applyEvents(world)

  expect(counts).toEqual({ granted: 25, refund_exceeds_payment: 175 })
  expect(await givenBack(paymentId)).toBe(175_00)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 175_00, refunded: 175_00 })
})

test('two staff and the shop’s backend at once: one wins what is left, with one audit entry for each step (R6)', async () => {
  const paymentId = await paid(world)

  const counts = await tally(
    (['support', 'admin', 'service'] as const).map((persona) => refund(world, { paymentId }, persona)),
  )
  await applyEvents(world)

  expect(counts).toEqual({ granted: 1, refund_exceeds_payment: 2 })
  expect(await givenBack(paymentId)).toBe(18_00)
  const audit = await auditOf(world, paymentId)
  expect(audit.map((entry) => entry.replace(/^\S+ /, ''))).toEqual(['refund.created', 'refund.succeeded'])
})
