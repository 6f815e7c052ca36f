import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const show = (world: World, query = '') =>
  fetch(`${world.sandbox.url}/_sandbox?${query}`).then((response) => response.text())

const pay = (world: World, description: string) =>
  world.stripe.paymentIntents.create({
    amount: 12_34,
    currency: 'usd',
    description,
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example',
  })

test('every view is a page, and escapes what came from outside', async () => {
  await using world = await createWorld()
  const attack = '<script>alert(1)</script>'
  const { id } = await pay(world, attack)
  await world.stripe.customers.create({ name: attack, description: attack })
  await world.stripe.webhookEndpoints.create({ url: `https://shop.example/${attack}`, enabled_events: ['*'] })
  world.sandbox.faults.add({ effect: 'slow', match: { path: attack } })

  for (const query of ['', `view=payment&id=${id}`, 'view=events', 'view=customers', 'view=faults', `view=${attack}`]) {
    const page = await show(world, query)
    expect(page).toContain('Not for real cards')
    expect(page).not.toContain(attack)
  }
})

test('a payment is shown with its refunds, its timeline and what can be done to it', async () => {
  await using world = await createWorld()
  const { id } = await pay(world, 'Order 7')
  const refund = await world.stripe.refunds.create({ payment_intent: id, amount: 2_34 })
  await pay(world, 'Order 8')

  const page = await show(world, `view=payment&id=${id}`)

  expect(page).toContain('12.34 USD')
  expect(page).toContain(refund.id)
  for (const type of ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'refund.created'])
    expect(page.split(`<strong>${type}</strong>`)).toHaveLength(2)
  expect(page).toContain('data-api="/v1/refunds"')
  expect(page).not.toContain('Order 8')
})

test('the balance by currency stands above the payments, and an unknown payment shows the list', async () => {
  await using world = await createWorld()
  await pay(world, 'Order 7')
  await world.sandbox.clock.advance(8 * 86_400)

  const page = await show(world, 'view=payment&id=pi_none')

  expect(page).toContain('<dt>Balance, USD</dt><dd>11.68 USD</dd>')
  expect(page).toContain('Order 7')
})

test('a payout can fail, a card can expire and a dispute can be decided from here', async () => {
  await using world = await createWorld()
  const customer = await world.stripe.customers.create({ name: 'Ada' })
  const card = await world.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  const payment = await pay(world, 'Order 7')
  const control = (path: string, body: object) =>
    fetch(`${world.sandbox.url}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) })
  await control('/disputes', { payment: payment.id })
  for (const order of ['Order 8', 'Order 9', 'Order 10']) await pay(world, order)
  await world.sandbox.clock.advance(8 * 86_400)
  const payout = await world.stripe.payouts.create({ amount: 100, currency: 'usd' })

  expect(await show(world)).toContain(`{&quot;payout&quot;:&quot;${payout.id}&quot;}`)
  expect(await show(world, 'view=customers')).toContain(`{&quot;paymentMethod&quot;:&quot;${card.id}&quot;}`)
  expect(await show(world, `view=payment&id=${payment.id}`)).toContain('data-control="/disputes/decide"')
})
