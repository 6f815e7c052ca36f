import { expect, test } from 'vitest'
import { createWorld, type World } from '../support/create-world.ts'

test('a page sees the methods that its customer session lets it show', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()
  const shown = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  await stripe.paymentMethods.attach('pm_card_mastercard', { customer })
  await stripe.paymentMethods.update(shown.id, { allow_redisplay: 'always' })

  const session = await stripe.customerSessions.create({
    customer,
    components: { payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled' } } },
  })
  const seen = await look(world, session.client_secret)

  expect(session.components?.payment_element).toMatchObject({
    features: { payment_method_save: 'disabled', payment_method_allow_redisplay_filters: ['always'] },
  })
  expect(seen).toMatchObject({ customer: { payment_methods: [{ id: shown.id, card: { last4: '4242' } }] } })
})

test('a customer session ends after half an hour', async () => {
  await using world = await createWorld()
  const { id: customer } = await world.stripe.customers.create()
  const session = await world.stripe.customerSessions.create({
    customer,
    components: { payment_element: { enabled: true } },
  })
  await world.sandbox.clock.advance(31 * 60)

  const seen = await look(world, session.client_secret)

  expect(seen).toMatchObject({ error: { param: 'customer_session_client_secret' } })
})

test('a session needs a customer that is there, and something to show', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { id: customer } = await stripe.customers.create()

  await expect(
    stripe.customerSessions.create({ customer: 'cus_no', components: { payment_element: { enabled: true } } }),
  ).rejects.toMatchObject({ code: 'resource_missing' })
  await expect(
    stripe.customerSessions.create({ customer, components: { payment_element: { enabled: false } } }),
  ).rejects.toMatchObject({ param: 'components' })
})

async function look({ sandbox }: World, secret: string): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/v1/elements/sessions?customer_session_client_secret=${secret}`, {
    headers: { authorization: `Bearer ${sandbox.publishableKey}` },
  })
  return response.json()
}
