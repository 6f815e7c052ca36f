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
  const [shopper, support] = [world.api('shopper'), world.api('support')]

  const reports = {
    'audit.list': support.audit.list({}),
    'disputes.list': support.disputes.list({}),
    'events.list': support.events.list({}),
    'fraudWarnings.list': support.fraudWarnings.list({}),
    'paymentMethods.listExpiring': support.paymentMethods.listExpiring({}),
    'payments.list': shopper.payments.list({}),
    'payouts.list': support.payouts.list({}),
    'receipts.list': shopper.receipts.list({}),
    'refunds.list': support.refunds.list({}),
    'refunds.ofPayment': shopper.refunds.ofPayment({ paymentId: crypto.randomUUID() }),
  }
  const answers = await Promise.allSettled(Object.values(reports))
  const { payment } = await world.pay()
  const seen = await world.api('shopper').payments.get({ paymentId: payment.id })
  letGo()
  await waiting

  expect(seen.status).toBe('processing')
  for (const [index, name] of Object.keys(reports).entries())
    expect([name, answers[index]]).toMatchObject([name, { status: 'rejected', reason: { cause: busy } }])
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
