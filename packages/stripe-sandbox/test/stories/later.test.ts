import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect, createWorld, type World } from '../support/create-world.ts'

test('what is due happens by itself when real time reaches it', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await debit(world)
  await sandbox.clock.advance(3 * 60 - 1)

  await expect.poll(() => sandbox.objects('payment_intent')[0]?.status, { timeout: 5000 }).toBe('succeeded')

  expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(30_00)
})

test('what was planned before a restart happens after it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'))
  try {
    const first = await createWorld({ dataDir })
    const { id } = await debit(first)
    await first[Symbol.asyncDispose]()

    await using second = await createWorld({ dataDir })
    await second.sandbox.clock.advance(3 * 60)

    expect((await connect(second.sandbox).paymentIntents.retrieve(id)).status).toBe('succeeded')
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('what was planned is forgotten by a reset', async () => {
  await using world = await createWorld()
  await debit(world)
  world.sandbox.reset()

  await world.sandbox.clock.advance(24 * 3600)

  expect(world.sandbox.objects('event')).toEqual([])
})

const debit = ({ stripe }: World) =>
  stripe.paymentIntents.create({
    amount: 30_00,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_sepaDebit_successDelayed_de',
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
    return_url: 'https://shop.example',
  })
