import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'
import { receiveWebhooks, webhookSecret, type Receiver } from './support/receive-webhooks.ts'

const pay = (world: World, card = '4242424242424242') =>
  world.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    confirm: true,
    confirmation_token: world.token(card),
  })

const hookTo = ({ url }: Receiver) => ({ webhook: { url, secret: webhookSecret } })
const types = ({ events }: Receiver) => events.map(({ type }) => type).toSorted()

test('a payment is told in signed events that say which request caused them', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))

  const intent = await pay(world)
  await world.sandbox.webhooks.idle()

  expect(types(receiver)).toEqual([
    'charge.succeeded',
    'charge.updated',
    'payment_intent.created',
    'payment_intent.succeeded',
  ])
  const succeeded = receiver.events.find(({ type }) => type === 'payment_intent.succeeded')
  expect(succeeded).toMatchObject({
    api_version: Stripe.API_VERSION,
    livemode: false,
    request: { id: intent.lastResponse.requestId, idempotency_key: expect.stringContaining('stripe-node-retry-') },
    data: { object: { id: intent.id, status: 'succeeded' } },
  })
  const updated = receiver.events.find(({ type }) => type === 'charge.updated')
  expect(updated?.data.previous_attributes).toEqual({ balance_transaction: null })
})

test.for([
  ['4000000000000002', ['charge.failed', 'payment_intent.created', 'payment_intent.payment_failed']],
  ['4000002760003184', ['payment_intent.created', 'payment_intent.requires_action']],
] as const)('card %s is told as %j', async ([card, expected]) => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))

  await pay(world, card).catch(() => undefined)
  await world.sandbox.webhooks.idle()

  expect(types(receiver)).toEqual(expected)
})

test('an endpoint gets only what it asked for, and its secret is shown once', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld()
  const { stripe } = world
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['customer.created'] })
  const again = await stripe.webhookEndpoints.retrieve(endpoint.id)
  receiver.answerWith(500)

  await stripe.customers.create()
  await pay(world)
  await world.sandbox.webhooks.idle()

  expect(endpoint.secret).toMatch(/^whsec_/)
  expect(again.secret).toBeUndefined()
  expect(receiver.signatures).toHaveLength(1)
})

test('endpoints are listed, changed and deleted', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id } = await stripe.webhookEndpoints.create({ url: 'https://shop.example/hook', enabled_events: ['*'] })

  const changed = await stripe.webhookEndpoints.update(id, { disabled: true, enabled_events: ['charge.succeeded'] })
  const listed = await stripe.webhookEndpoints.list()
  const deleted = await stripe.webhookEndpoints.del(id)

  expect(changed).toMatchObject({ status: 'disabled', enabled_events: ['charge.succeeded'] })
  expect(listed.data).toHaveLength(1)
  expect(deleted).toMatchObject({ deleted: true })
  await expect(stripe.webhookEndpoints.create({ url: 'nope', enabled_events: ['*'] })).rejects.toMatchObject({
    param: 'url',
  })
})

test('a receiver that was down gets its events when it is back', async () => {
  await using world = await createWorld()
  const down = await receiveWebhooks()
  world.sandbox.addWebhookEndpoint({ url: down.url, secret: webhookSecret })
  await down.close()
  await pay(world)
  await world.sandbox.webhooks.idle()
  const [event] = (await world.stripe.events.list({ type: 'payment_intent.succeeded' })).data
  expect(event?.pending_webhooks).toBe(1)

  await using receiver = await receiveWebhooks({ port: Number(new URL(down.url).port) })
  await world.sandbox.clock.advance(5)

  expect(types(receiver)).toEqual([
    'charge.succeeded',
    'charge.updated',
    'payment_intent.created',
    'payment_intent.succeeded',
  ])
  expect(await world.stripe.events.retrieve(event?.id ?? '')).toMatchObject({ pending_webhooks: 0 })
  expect(world.sandbox.webhooks.deliveries()[0]).toMatchObject({ status: 'delivered', attempts: [{}, { status: 200 }] })
})

test('a delivery is given up after three days', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  receiver.answerWith(503)
  await world.stripe.customers.create()
  await world.sandbox.webhooks.idle()

  for (let hour = 0; hour < 80; hour++) await world.sandbox.clock.advance(3600)

  const [delivery] = world.sandbox.webhooks.deliveries()
  expect(delivery?.status).toBe('failed')
  expect(delivery?.attempts.length).toBeGreaterThan(10)
})

test('both secrets sign while one replaces the other', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  const [endpoint] = (await world.stripe.webhookEndpoints.list()).data
  const { secret } = world.sandbox.webhooks.rotateSecret(endpoint?.id ?? '', 3600)
  await world.stripe.customers.create()
  await world.sandbox.webhooks.idle()
  expect(receiver.signatures[0]?.match(/v1=/g)).toHaveLength(2)

  await world.sandbox.clock.advance(3601)
  receiver.answerWith(500)
  await world.stripe.customers.create()
  await world.sandbox.webhooks.idle()

  expect(secret).toMatch(/^whsec_/)
  expect(receiver.signatures[1]?.match(/v1=/g)).toHaveLength(1)
})

test('events can be held, dropped, doubled and sent again', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld(hookTo(receiver))
  const { webhooks } = world.sandbox
  webhooks.hold()
  await world.stripe.customers.create()
  await webhooks.idle()
  expect(receiver.events).toEqual([])

  webhooks.duplicateNext()
  webhooks.release()
  await webhooks.idle()
  expect(receiver.events.map(({ id }) => id)).toEqual([receiver.events[0]?.id, receiver.events[0]?.id])

  webhooks.dropNext()
  await world.stripe.customers.create()
  await webhooks.idle()
  expect(receiver.events).toHaveLength(2)
  const [lost] = (await world.stripe.events.list()).data
  await webhooks.resend(lost?.id ?? '')

  expect(receiver.events.at(-1)?.id).toBe(lost?.id)
})

test('an update says what was there before', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const customer = await stripe.customers.create({ name: 'Ada', metadata: { a: '1', b: '2' } })

  await stripe.customers.update(customer.id, { name: 'Ada L.', metadata: { a: '9' } })

  const [event] = (await stripe.events.list({ types: ['customer.updated'] })).data
  expect(event?.data.previous_attributes).toEqual({ name: 'Ada', metadata: { a: '1' } })
  const all = await stripe.events.list({ type: 'customer.*' })
  expect(all.data.map(({ type }) => type)).toEqual(['customer.updated', 'customer.created'])
})
