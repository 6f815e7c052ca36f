import { expect, test } from 'vitest'
import type { WebhookFaultRule } from '../src/webhooks/webhook-faults.ts'
import { createWorld, type World } from './support/create-world.ts'
import { receiveWebhooks, webhookSecret, type Receiver } from './support/receive-webhooks.ts'

const hookTo = ({ url }: Receiver) => ({ webhook: { url, secret: webhookSecret } })

async function createCustomers(world: World, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await world.stripe.customers.create({ name })
    await world.sandbox.webhooks.idle()
  }
}

const namesOf = ({ events }: Receiver) =>
  events.map(({ data: { object } }) => ('name' in object ? object.name : undefined))

test('deliveries come in another order', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  world.sandbox.webhooks.faults.add({ effect: 'reorder', size: 3 })

  await createCustomers(world, ['a', 'b', 'c', 'd'])

  expect(namesOf(receiver)).toEqual(['c', 'b', 'a', 'd'])
})

test('a group that never gets complete is sent when the faults are cleared', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  world.sandbox.webhooks.faults.add({ effect: 'burst', size: 3 })
  await createCustomers(world, ['a', 'b'])
  expect(receiver.events).toEqual([])

  world.sandbox.webhooks.faults.clear()
  await world.sandbox.webhooks.idle()

  expect(new Set(namesOf(receiver))).toEqual(new Set(['a', 'b']))
})

test('forty deliveries come in one moment', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  world.sandbox.webhooks.faults.add({ effect: 'burst', size: 40 })

  await createCustomers(
    world,
    Array.from({ length: 40 }, (_, at) => String(at)),
  )

  const moments = world.sandbox.webhooks.deliveries().map(({ attempts }) => Date.parse(attempts[0]?.at ?? ''))
  expect(receiver.events).toHaveLength(40)
  expect(Math.max(...moments) - Math.min(...moments)).toBeLessThan(200)
})

test('one type of event comes late, by the clock', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  world.sandbox.webhooks.faults.add({ effect: 'delay', seconds: 90, match: { type: 'customer.created', nth: 2 } })
  await createCustomers(world, ['a', 'b', 'c'])
  expect(namesOf(receiver)).toEqual(['a', 'c'])

  await world.sandbox.clock.advance(91)

  expect(namesOf(receiver)).toEqual(['a', 'c', 'b'])
})

test.for(['wrong_signature', 'old_timestamp'] as const)(
  'an event comes with a bad signature (%s), and well signed when it comes again',
  async (effect) => {
    await using receiver = await receiveWebhooks({ tolerance: 300 })
    await using world = await createWorld(hookTo(receiver))
    world.sandbox.webhooks.faults.add({ effect })

    await createCustomers(world, ['a'])

    expect(receiver.events).toEqual([])
    expect(world.sandbox.webhooks.deliveries()[0]?.attempts).toMatchObject([{ status: 400 }])
    await expect.poll(() => namesOf(receiver), { timeout: 5000 }).toEqual(['a'])
  },
)

test('every event comes twice, and no more often', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  world.sandbox.webhooks.faults.add({ effect: 'duplicate', times: 'always' })

  await createCustomers(world, ['a', 'b'])

  expect(namesOf(receiver)).toEqual(['a', 'a', 'b', 'b'])
})

test('random webhook faults replay from their seed, also by way of HTTP', async () => {
  const run = async (seed: number) => {
    await using receiver = await receiveWebhooks()
    await using world = await createWorld(hookTo(receiver))
    const body = JSON.stringify({ on: 'webhooks', seed, rate: 0.5 })
    await fetch(`${world.sandbox.url}/_sandbox/faults`, { method: 'POST', body })
    await createCustomers(world, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    return world.sandbox.webhooks.deliveries().map(({ status, attempts }) => `${status} ${attempts.length}`)
  }

  const first = await run(5)

  expect(await run(5)).toEqual(first)
  expect(await run(6)).not.toEqual(first)
})

test('an effect that does not exist is refused', async () => {
  await using world = await createWorld()
  // A script can send anything.
  const rule = { effect: 'explode' } as unknown as WebhookFaultRule

  expect(() => world.sandbox.webhooks.faults.add(rule)).toThrow('Unknown effect: explode')
})
