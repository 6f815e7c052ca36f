import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import type { World } from '@azora/test-kit/create-world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { falsifyBooks } from './support/falsify-books.ts'
import { createQuietWorld, payQuietly } from './support/quiet-world.ts'

let world: World
beforeEach(async () => {
  world = await createQuietWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const standing = () => world.api('support').reconciliation.get()

/** A comparison, once what has just happened is no longer left to settle by itself. */
async function look() {
  world.clock.advance({ seconds: 150 })
  return reconcile(world.ctx)
}
async function twoLooks() {
  await look()
  return look()
}

const markIn = (value: unknown) => new Date((value as { comparedUntil: string }).comparedUntil).toISOString()

test('books that changed long after they were compared are compared again from where an admin says, and once (I4, I16)', async () => {
  await payQuietly(world)
  world.clock.advance({ days: 1 })
  const { paymentId } = await payQuietly(world)
  await twoLooks()
  world.clock.advance({ days: 3 })
  await twoLooks()
  await falsifyBooks(world, 'update payment set captured_minor = captured_minor - 1 where id = $1', [paymentId])
  await twoLooks()
  expect((await standing()).openCount).toBe(0)

  const before = (await standing()).comparedUntil
  const since = new Date(world.clock.now().getTime() - 84 * 60 * 60_000).toISOString()
  const { compareAgain } = world.api('admin').reconciliation
  await compareAgain({ since })
  const { comparedUntil } = await compareAgain({ since })

  expect(comparedUntil).toBe(since)
  await twoLooks()
  expect(await standing()).toMatchObject({ openCount: 1, drifts: [{ kind: 'captured', subjectId: paymentId }] })
  const { entries } = await world.api('admin').audit.list({ action: 'reconciliation.restarted', limit: 10 })
  expect(entries.map((entry) => markIn(entry.before))).toEqual([before])
  expect(entries.map((entry) => markIn(entry.after))).toEqual([since])
})

test('without a time the books are compared from the first payment, and a comparison under way gives way', async () => {
  await payQuietly(world)
  await twoLooks()
  world.clock.advance({ days: 2 })
  const { ctx } = world
  const { ledger } = ctx.stripe
  const compareAgain = () => world.api('admin').reconciliation.compareAgain({})
  const slow = async (range: Parameters<typeof ledger.listBooked>[0]) => {
    const page = await ledger.listBooked(range)
    await compareAgain()
    return page
  }

  await reconcile({ ...ctx, stripe: { ...ctx.stripe, ledger: { ...ledger, listBooked: slow } } })

  const first = await ctx.db.pool.query('select min(created_at) as at from payment')
  const beginning = first.rows[0].at.toISOString()
  expect(await standing()).toMatchObject({ comparedUntil: beginning, provenInSyncAt: beginning })
  await look()
  expect((await standing()).provenInSyncAt).toBe(new Date(world.clock.now().getTime() - 120_000).toISOString())
})
