import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

/** As statements would that run for long: nobody else gets these connections until they are let go. */
async function occupy({ pool }: World['ctx']['db']) {
  const clients = await Promise.all(Array.from({ length: pool.options.max ?? 0 }, () => pool.connect()))
  return () => clients.forEach((client) => client.release())
}

const busy = refused({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })

test('slow reports hold up no payment; more of them than can wait are refused (D10)', async () => {
  await using world = await createWorld()
  const letGo = await occupy(world.ctx.reports)
  const { pool } = world.ctx.reports
  const waiting = Promise.allSettled(Array.from({ length: 32 }, () => pool.query('select 1')))
  const reports = ['payments.list', 'audit.list', 'receipts.list']

  const answers = await Promise.allSettled([
    world.api('shopper').payments.list({}),
    world.api('support').audit.list({}),
    world.api('shopper').receipts.list({}),
  ])
  const { payment } = await world.pay()
  const seen = await world.api('shopper').payments.get({ paymentId: payment.id })
  letGo()
  await waiting

  expect(seen.status).toBe('processing')
  for (const [index, answer] of answers.entries())
    expect([reports[index], answer]).toMatchObject([reports[index], { status: 'rejected', reason: { cause: busy } }])
  expect((await world.api('shopper').payments.list({})).payments).toHaveLength(1)
})

test('a payment that finds no connection is refused, moves nothing, and succeeds when it comes again (D10)', async () => {
  await using world = await createWorld()
  const letGo = await occupy(world.ctx.db)
  const { pool } = world.ctx.db
  const waiting = Promise.allSettled(Array.from({ length: 400 }, () => pool.query('select 1')))
  const request = { requestId: crypto.randomUUID(), cart: world.cart() }
  const confirmationTokenId = world.stripe.confirmationToken({ card: '4242424242424242' }).id
  const pay = () => world.api('shopper').payments.process({ ...request, confirmationTokenId })

  const first = await pay().catch((error: unknown) => error)
  letGo()
  await waiting
  const second = await pay()

  expect(first).toMatchObject({ cause: busy })
  expect(second.payment.status).toBe('processing')
  expect(world.stripe.objects('payment_intent')).toHaveLength(1)
})
