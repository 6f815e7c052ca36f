import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { createReceiver } from '@azora/webhook/create-receiver'
import { serve, type Served } from '@azora/webhook/serve'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let world: World
let served: Served
let endpoint: { id: string; secret: string }
/** What answers at the address that Stripe knows: a process that is started again has other settings. */
let receiver: Handler
const receiverWith = (secrets: string[]): Handler =>
  createReceiver({ ctx: world.ctx, secrets, isLive: false, isReady: async () => true })

beforeAll(async () => {
  world = await createWorld()
  for (const { id } of world.stripe.objects('webhook_endpoint')) {
    const headers = { authorization: `Bearer ${world.stripe.secretKey}` }
    await fetch(`${world.stripe.url}/v1/webhook_endpoints/${id}`, { method: 'DELETE', headers })
  }
  served = await serve((request, response) => receiver(request, response), { port: 0 })
  endpoint = world.stripe.addWebhookEndpoint({ url: `http://127.0.0.1:${served.port}/webhooks/stripe` })
})
afterAll(async () => {
  await served.stop()
  await world[Symbol.asyncDispose]()
})

/** Lets Stripe try again what it has not been thanked for. */
async function later(seconds: number): Promise<void> {
  world.clock.advance({ seconds })
  await world.stripe.clock.advance(0)
  await world.stripe.webhooks.idle()
}

const count = async (where = 'true') =>
  (await world.ctx.db.pool.query(`select id from webhook_event where ${where}`)).rowCount ?? 0

test('while a secret is rotated no event in flight is lost, and then only the new secret opens (W18)', async () => {
  const { stripe } = world
  const old = endpoint.secret
  receiver = receiverWith([old])
  stripe.webhooks.hold()
  await world.pay()
  const { secret: fresh } = stripe.webhooks.rotateSecret(endpoint.id, 24 * 3600)
  await world.pay()
  stripe.webhooks.release()
  await stripe.webhooks.idle()
  const withOldOnly = await count()

  receiver = receiverWith([old, fresh])
  await world.pay()
  await stripe.webhooks.idle()
  const withBoth = await count()

  receiver = receiverWith([old])
  world.clock.advance({ hours: 25 })
  await world.pay()
  await stripe.webhooks.idle()
  const refusedOnes = await count()
  receiver = receiverWith([old, fresh])
  await later(5)
  const recovered = await count()
  receiver = receiverWith([fresh])
  const body = JSON.stringify(stripe.objects('event')[0])
  const t = Math.floor(world.clock.now().getTime() / 1000)
  const late = await fetch(`http://127.0.0.1:${served.port}/webhooks/stripe`, {
    method: 'POST',
    body,
    headers: { 'stripe-signature': `t=${t},v1=${createHmac('sha256', old).update(`${t}.${body}`).digest('hex')}` },
  })

  const ofOnePayment = withBoth - withOldOnly
  expect(withOldOnly).toBe(2 * ofOnePayment)
  expect(refusedOnes).toBe(withBoth)
  expect(recovered).toBe(4 * ofOnePayment)
  expect(late.status).toBe(400)
})

test('a process that is killed between its commit and its answer is sent the event again, to no effect (W11)', async () => {
  const { secret } = world.stripe.webhooks.rotateSecret(endpoint.id, 0)
  const whole = receiverWith([secret])
  // All is on disk by the time that it answers; what it says never leaves the machine.
  receiver = (request, response) => {
    response.end = () => response.destroy()
    whole(request, response)
  }
  const before = await count()
  await world.pay()
  await world.stripe.webhooks.idle()
  const stored = await count()
  await sweepEvents(world.ctx)
  const handled = await count('handled_at is not null')
  const receipts = (await world.ctx.db.pool.query('select id from receipt')).rowCount

  receiver = whole
  await later(2)
  await sweepEvents(world.ctx)

  const deliveries = world.stripe.webhooks.deliveries().filter(({ status }) => status !== 'delivered')
  expect(stored).toBeGreaterThan(before)
  expect([await count(), await count('handled_at is not null')]).toEqual([stored, handled])
  expect((await world.ctx.db.pool.query('select id from receipt')).rowCount).toBe(receipts)
  expect(deliveries).toEqual([])
})
