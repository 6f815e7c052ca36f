import { randomUUID } from 'node:crypto'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { deleteMethod } from '@azora/payments-core/method/delete-method'
import { tellOfExpiry } from '@azora/payments-core/method/tell-of-expiry'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { storedEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { expect, test } from 'vitest'
import { methodsOf, save } from './support/set-up.ts'

const mails = (world: World) => world.mail.messages().map(({ to, subject, text }) => ({ to, subject, text }))

/** Cards of the sandbox expire in November 2027; the world's time is November 2026. */
const toNextYear = (world: World) => world.clock.advance({ days: 360 })

const listed = async (world: World, more: { withinDays?: number; limit?: number; cursor?: string | null } = {}) =>
  world.api('support').paymentMethods.listExpiring(more)

test('the owner of a card that expires soon is told once, by one mail, however often and by however many it is looked at', async () => {
  await using world = await createWorld()
  await save(world, 'pm_card_visa')
  await save(world, 'pm_card_mastercard', 'shopper2')
  const early = await tellOfExpiry(world.ctx)
  toNextYear(world)

  const told = await Promise.all([tellOfExpiry(world.ctx), tellOfExpiry(world.ctx), tellOfExpiry(world.ctx)])
  await world.settle()
  const later = await tellOfExpiry(world.ctx)
  await world.settle()

  expect(early).toBe(0)
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(2)
  expect(later).toBe(0)
  expect(mails(world)).toHaveLength(2)
  expect(mails(world)).toContainEqual({
    to: ['ada@example.com'],
    subject: 'A card that you saved with Azora Goods is about to expire',
    text: expect.stringContaining('Card: Visa •••• 4242\nExpires: November 2027'),
  })
})

test('a card whose date the bank has renewed is not told of until the new date comes near', async () => {
  await using world = await createWorld()
  await save(world, 'pm_card_visa')
  const [method] = world.stripe.objects('payment_method')
  toNextYear(world)
  await tellOfExpiry(world.ctx)

  world.stripe.methods.renewCard(String(method?.id), { expMonth: 12, expYear: 2028 })
  await world.settle()
  const soon = await tellOfExpiry(world.ctx)
  const [renewed] = await methodsOf(world)
  world.clock.advance({ days: 400 })

  expect(renewed).toMatchObject({ expiry: { month: 12, year: 2028 }, isDefault: true })
  expect(soon).toBe(0)
  expect(await tellOfExpiry(world.ctx)).toBe(1)
})

test('news of a renewal that come late do not turn the date back: the card is read (W7)', async () => {
  await using world = await createWorld()
  await save(world, 'pm_card_visa')
  const [method] = world.stripe.objects('payment_method')
  const id = String(method?.id)
  world.stripe.webhooks.faults.add({
    match: { type: 'payment_method.automatically_updated', nth: 1 },
    effect: 'delay',
    seconds: 60,
  })

  world.stripe.methods.renewCard(id, { expMonth: 1, expYear: 2029 })
  world.stripe.methods.renewCard(id, { expMonth: 2, expYear: 2033 })
  await world.settle()
  await world.stripe.clock.advance(61)
  await world.settle()
  await sweepEvents(world.ctx)

  expect(await methodsOf(world)).toMatchObject([{ expiry: { month: 2, year: 2033 } }])
  const renewals = stripeEvents(world, 'payment_method.automatically_updated')
  const outcomes = await Promise.all(
    renewals.map(async ({ id: eventId }) => (await storedEvent(world, eventId)).outcome),
  )
  expect(new Set(outcomes)).toEqual(new Set(['applied', 'no_change']))
})

test('who removed a card, and who has no address, gets no mail', async () => {
  await using world = await createWorld()
  await save(world, 'pm_card_visa')
  await save(world, 'pm_card_visa', 'shopper2')
  const [method] = await methodsOf(world)
  await deleteMethod(world.as('shopper'), { requestId: randomUUID(), savedMethodId: method?.id ?? '' })
  await world.ctx.db.pool.query('update customer set email = null')
  toNextYear(world)

  const told = await tellOfExpiry(world.ctx)
  await world.settle()

  expect(told).toBe(1)
  expect(mails(world)).toEqual([])
})

test('staff and the backend see which cards expire, page by page; shoppers see nothing of it', async () => {
  await using world = await createWorld()
  for (const persona of ['shopper', 'shopper2', 'shopper'] as const) await save(world, 'pm_card_visa', persona)
  const [latest] = world.stripe.objects('payment_method')
  world.stripe.methods.renewCard(String(latest?.id), { expMonth: 12, expYear: 2027 })
  await world.settle()
  const none = await listed(world)
  toNextYear(world)

  const first = await listed(world, { limit: 2 })
  const second = await listed(world, { limit: 2, cursor: first.nextCursor })
  const soon = await listed(world, { withinDays: 30 })

  expect(none).toEqual({ methods: [], nextCursor: null })
  expect([...first.methods, ...second.methods].map(({ expiry }) => expiry?.month)).toEqual([11, 11, 12])
  expect(second).toMatchObject({ methods: [{ customerSubject: 'persona-shopper', last4: '4242' }], nextCursor: null })
  expect(soon.methods).toHaveLength(2)
  await expect(world.api('shopper').paymentMethods.listExpiring({})).rejects.toThrow('may not do this')
})
