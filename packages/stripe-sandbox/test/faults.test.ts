import { expect, test } from 'vitest'
import type { FaultRule } from '../src/control/fault-rules.ts'
import { createWorld, type World } from './support/create-world.ts'

const create = (world: World, idempotencyKey: string) =>
  world.stripe.customers.create({ name: 'Ada' }, { idempotencyKey })

test.for(['truncate', 'malformed'] as const)(
  'the work is done but its answer is spoiled (%s); the key then gives it',
  async (effect) => {
    await using world = await createWorld()
    world.sandbox.faults.add({ effect })

    await expect(create(world, 'k')).rejects.toMatchObject({
      type: effect === 'truncate' ? 'StripeConnectionError' : 'StripeAPIError',
    })

    const found = await create(world, 'k')
    expect(world.sandbox.objects('customer')).toMatchObject([{ id: found.id }])
  },
)

test('an answer of overload may say when to come back, and whether to', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ effect: 'status', status: 429, retryAfter: 7, shouldRetry: true })

  const refused = create(world, 'k')

  await expect(refused).rejects.toMatchObject({ headers: { 'retry-after': '7', 'stripe-should-retry': 'true' } })
})

/** What twenty requests meet, retrieves between the creates or not. */
async function meetFaults(rule: FaultRule, isMixed = false): Promise<string[]> {
  await using world = await createWorld()
  world.sandbox.faults.add(rule)
  const met: string[] = []
  for (let at = 0; at < 20; at++) {
    if (isMixed) await world.stripe.balance.retrieve().catch(() => undefined)
    const error = await create(world, `k${at}`).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    met.push(error instanceof Error ? error.constructor.name : 'done')
  }
  return met
}

test('equal seeds meet equal faults, whatever else is asked in between; other seeds meet others', async () => {
  const rule: FaultRule = { effect: 'random', seed: 7, rate: 0.4 }

  const first = await meetFaults(rule)

  expect(await meetFaults(rule, true)).toEqual(first)
  expect(await meetFaults({ ...rule, seed: 8 })).not.toEqual(first)
  expect(new Set(first)).toContain('done')
  expect(new Set(first).size).toBeGreaterThan(1)
})

test('random faults never do the work of a key twice', async () => {
  await using world = await createWorld()
  const effects = ['conflict', 'error', 'lost', 'malformed', 'rate_limit', 'reset', 'truncate', 'unavailable'] as const
  world.sandbox.faults.add({ effect: 'random', seed: 3, rate: 0.5, effects })

  for (let at = 0; at < 20; at++) {
    const done = async () => (await create(world, `k${at}`).catch(() => undefined))?.id
    await expect.poll(done, { interval: 1, timeout: 2000 }).toMatch(/^cus_/)
  }

  world.sandbox.faults.clear()
  expect(world.sandbox.objects('customer')).toHaveLength(20)
})

test('an effect that does not exist is refused', async () => {
  await using world = await createWorld()
  // A script can send anything.
  const rule = { effect: 'random', effects: ['nonsense'] } as unknown as FaultRule

  expect(() => world.sandbox.faults.add(rule)).toThrow('Unknown effect: nonsense')
})
