import { randomUUID } from 'node:crypto'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const everyone = Object.keys(personas) as (keyof typeof personas)[]

async function paid(quantity = 1): Promise<string> {
  const { payment } = await world.pay(undefined, { cart: world.cart('usd', quantity) })
  await world.stripe.webhooks.idle()
  await sweepEvents(world.ctx)
  return payment.id
}

const create = (persona: keyof typeof personas, input: { paymentId: string; amountMinor?: number }) =>
  world.api(persona).refunds.create({ requestId: randomUUID(), ...input })

const answerOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

test('staff and the shop’s backend refund and may take back, shoppers do neither; only admins approve', async () => {
  const paymentId = await paid()
  const decide = { requestId: randomUUID(), refundId: randomUUID() }

  const answers: string[][] = []
  for (const persona of everyone) {
    const { refunds } = world.api(persona)
    const calls = [
      create(persona, { paymentId, amountMinor: 1_00 }),
      refunds.list({}),
      refunds.approve(decide),
      refunds.reject(decide),
    ]
    answers.push([persona, ...(await Promise.all(calls.map(answerOf)))])
  }

  const no = 'This account may not do this.'
  const unknown = 'There is no such refund.'
  expect(answers).toEqual([
    ['shopper', no, no, no, no],
    ['shopper2', no, no, no, no],
    ['support', 'done', 'done', no, unknown],
    ['admin', 'done', 'done', unknown, unknown],
    ['admin2', 'done', 'done', unknown, unknown],
    ['service', 'done', 'done', no, unknown],
  ])
})

test('refunds come in pages, the newest first, of one payment or of one status', async () => {
  const [one, other] = [await paid(), await paid(3)]
  const ids: string[] = []
  for (const amountMinor of [1_00, 2_00, 3_00]) {
    world.clock.advance({ seconds: 1 })
    ids.unshift((await create('admin', { paymentId: one, amountMinor })).id)
  }
  const waiting = await create('support', { paymentId: other })
  const { list } = world.api('support').refunds

  const first = await list({ paymentId: one, limit: 2 })
  const second = await list({ paymentId: one, limit: 2, cursor: first.nextCursor })
  const undecided = await list({ status: 'requires_approval' })
  const all = await list({})

  expect([...first.refunds, ...second.refunds].map(({ id }) => id)).toEqual(ids)
  expect(second.nextCursor).toBeNull()
  expect(undecided.refunds).toEqual([waiting])
  expect(all.refunds.slice(0, 4).map(({ id }) => id)).toEqual([waiting.id, ...ids])
  await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a shopper sees what goes back to them, and nothing of what staff have not approved or of why', async () => {
  const paymentId = await paid(3)
  const made = await world.api('support').refunds.create({
    requestId: randomUUID(),
    paymentId,
    amountMinor: 5_00,
    reason: 'fraudulent',
    note: 'a suspicion',
  })
  await create('support', { paymentId })

  const seen = await world.api('shopper').refunds.ofPayment({ paymentId })

  expect(seen).toEqual({
    refunds: [
      {
        id: made.id,
        paymentId,
        status: 'succeeded',
        amount: { amountMinor: 5_00, currency: 'usd' },
        createdAt: made.createdAt,
        settledAt: made.settledAt,
      },
    ],
    nextCursor: null,
  })
})
