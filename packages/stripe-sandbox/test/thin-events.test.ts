import { expect, test } from 'vitest'
import { createWorld } from './support/create-world.ts'
import { receiveWebhooks, webhookSecret } from './support/receive-webhooks.ts'

test('a thin event names its object, which the SDK then fetches as it is now', async () => {
  await using receiver = await receiveWebhooks()
  await using world = await createWorld()
  const { stripe, sandbox } = world
  sandbox.addWebhookEndpoint({
    url: receiver.url,
    secret: webhookSecret,
    payload: 'thin',
    enabledEvents: ['v1.customer.created'],
  })

  const customer = await stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'k' })
  await stripe.customers.update(customer.id, { name: 'Ada L.' })
  await sandbox.webhooks.idle()

  const [received] = receiver.notifications
  if (!received) throw new Error('nothing came')
  const notification = stripe.parseEventNotification(received.body, received.signature, webhookSecret)
  expect(receiver.notifications).toHaveLength(1)
  expect(notification).toMatchObject({
    type: 'v1.customer.created',
    related_object: { id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}` },
    reason: { request: { idempotency_key: 'k', id: customer.lastResponse.requestId } },
  })
  expect(received.body.toString()).not.toContain('Ada')
  expect(await notification.fetchEvent()).toMatchObject({ id: notification.id, type: 'v1.customer.created' })
  // The types know one kind of event that has no object.
  const related = 'fetchRelatedObject' in notification ? await notification.fetchRelatedObject() : null
  expect(related).toMatchObject({ id: customer.id, name: 'Ada L.' })
  await expect(stripe.v2.core.events.retrieve('evt_test_none')).rejects.toMatchObject({ statusCode: 404 })
})

test('thin and snapshot endpoints stand beside each other, and a new secret changes neither', async () => {
  await using thin = await receiveWebhooks()
  await using usual = await receiveWebhooks()
  await using world = await createWorld({ webhook: { url: usual.url, secret: webhookSecret } })
  const made = await fetch(`${world.sandbox.url}/_sandbox/webhooks/endpoints`, {
    method: 'POST',
    body: JSON.stringify({ url: thin.url, secret: webhookSecret, payload: 'thin' }),
  })
  const { id } = (await made.json()) as { id: string }
  world.sandbox.webhooks.rotateSecret(id)

  await world.stripe.customers.create()
  await world.sandbox.webhooks.idle()

  expect(usual.events).toMatchObject([{ object: 'event', type: 'customer.created' }])
  expect(thin.notifications).toHaveLength(1)
  expect(thin.notifications[0]?.signature.match(/v1=/g)).toHaveLength(2)
})
