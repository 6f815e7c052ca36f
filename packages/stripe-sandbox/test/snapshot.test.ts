import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const control = async (world: World, path: string, body: object): Promise<{ status: number; json: unknown }> => {
  const response = await fetch(`${world.sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, json: await response.json() }
}

const pay = (world: World, idempotencyKey: string) =>
  world.stripe.paymentIntents.create(
    { amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa', return_url: 'https://shop.example' },
    { idempotencyKey },
  )

test('a sandbox goes back to where it was, keys and events included', async () => {
  await using world = await createWorld()
  const first = await pay(world, 'k1')
  const { json: snapshot } = await control(world, 'snapshot', {})
  const before = world.sandbox.objects('event')
  await pay(world, 'k2')
  await world.stripe.refunds.create({ payment_intent: first.id })

  await control(world, 'restore', { ...(snapshot as object) })

  expect(world.sandbox.objects('payment_intent')).toMatchObject([{ id: first.id }])
  expect(world.sandbox.objects('refund')).toEqual([])
  expect(world.sandbox.objects('event')).toEqual(before)
  expect((await pay(world, 'k1')).id).toBe(first.id)
  await expect(world.stripe.refunds.create({ payment_intent: first.id })).resolves.toMatchObject({
    status: 'succeeded',
  })
})

test('another sandbox can start from it', async () => {
  await using world = await createWorld()
  const { id } = await pay(world, 'k1')
  await world.sandbox.clock.advance(86_400)

  await using other = await createWorld()
  other.sandbox.restore(world.sandbox.snapshot())

  await expect(other.stripe.paymentIntents.retrieve(id)).resolves.toMatchObject({ status: 'succeeded' })
  expect(other.sandbox.clock.now().getTime()).toBeGreaterThan(Date.now() + 86_000_000)
})

test('files stay in the data directory, and survive a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'))
  {
    await using world = await createWorld({ dataDir })
    await world.stripe.customers.create({ name: 'Ada' })
    expect((await control(world, 'snapshot', { path: 'one' })).json).toMatchObject({ path: 'one' })
    await world.stripe.customers.create({ name: 'Bea' })
    for (const path of ['../one', '/etc/passwd', 'a/b', '..', '', 'x'.repeat(200)])
      expect(await control(world, 'snapshot', { path })).toMatchObject({ status: 400 })
    expect(await readdir(dataDir)).toEqual(['snapshots', 'stripe-sandbox.jsonl'])
  }

  {
    await using world = await createWorld({ dataDir })
    expect(world.sandbox.objects('customer')).toHaveLength(2)
    await control(world, 'restore', { path: 'one' })
  }

  {
    await using world = await createWorld({ dataDir })
    expect(world.sandbox.objects('customer')).toMatchObject([{ name: 'Ada' }])
  }
  await rm(dataDir, { recursive: true })
})

test('what is no snapshot is refused and changes nothing', async () => {
  await using world = await createWorld()
  await world.stripe.customers.create({ name: 'Ada' })

  const refused = await control(world, 'restore', { format: 'stripe-sandbox-snapshot-1', entries: [['customer', 'x']] })

  expect(refused).toEqual({ status: 400, json: { error: 'That is no snapshot of a Stripe sandbox.' } })
  expect(world.sandbox.objects('customer')).toHaveLength(1)
  expect(await control(world, 'snapshot', { path: 'one' })).toMatchObject({ status: 400 })
})
