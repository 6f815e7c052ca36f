import { randomUUID } from 'node:crypto'
import type { ProcessPayment } from '@azora/contract/payment'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { deleteMethod } from '@azora/payments-core/method/delete-method'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { begin, confirm, idIn, methodsOf, save } from './support/set-up.ts'

const card = { good: '4242424242424242', declined: '4000000000000002', secure: '4000002500003155' }

const intents = (world: World) => world.stripe.objects('payment_intent')

const payWith = (
  world: World,
  savedMethodId: string,
  { persona = 'shopper', ...more }: Partial<ProcessPayment> & { persona?: 'shopper' | 'shopper2' } = {},
) => processPayment(world.as(persona), { requestId: randomUUID(), cart: world.cart(), savedMethodId, ...more })

const remove = (world: World, savedMethodId: string) =>
  deleteMethod(world.as('shopper'), { requestId: randomUUID(), savedMethodId })

const savedId = async (world: World, name = 'pm_card_visa', persona: 'shopper' | 'shopper2' = 'shopper') => {
  await save(world, name, persona)
  return (await methodsOf(world, persona))[0]?.id ?? ''
}

const charging = async (world: World) =>
  (await world.ctx.db.pool.query<{ charging: number }>('select charging from saved_method')).rows.map(
    (row) => row.charging,
  )

test('a card is saved while it pays, is shown at once, and pays the next time, there or not', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  const cart = world.cart()

  await world.pay(card.good, { saveMethod: true, requestId, cart })
  const [method] = await methodsOf(world)
  await world.settle()
  const { payment } = await payWith(world, method?.id ?? '')
  await chargeSaved(world.as('service'), {
    requestId: randomUUID(),
    customerSubject: personas.shopper.subject,
    cart,
  })
  await world.settle()

  expect(method).toMatchObject({ brand: 'visa', last4: '4242', isDefault: true })
  expect(payment).toMatchObject({ status: 'processing', method: { brand: 'visa', last4: '4242' } })
  expect(intents(world).map(({ status, setup_future_usage: usage }) => [status, usage])).toEqual([
    ['succeeded', 'off_session'],
    ['succeeded', null],
    ['succeeded', null],
  ])
  expect(new Set(intents(world).map(({ customer }) => customer)).size).toBe(1)
  expect(await methodsOf(world)).toHaveLength(1)
  expect(await charging(world)).toEqual([0])
})

test('not to save is the same as to say nothing, to save is another request (P14)', async () => {
  await using world = await createWorld()
  const request = { requestId: randomUUID(), cart: world.cart() }
  const { payment } = await world.pay(card.good, request)

  const same = await world.pay(card.good, { ...request, saveMethod: false })

  expect(same.payment.id).toBe(payment.id)
  await expect(world.pay(card.good, { ...request, saveMethod: true })).rejects.toThrow('request_id_reused')
  expect(world.stripe.objects('customer')).toEqual([])
})

test('a card that the bank asks about is saved after the challenge', async () => {
  await using world = await createWorld()
  const { clientSecret } = await world.pay(card.secure, { saveMethod: true })
  await world.settle()
  const before = await methodsOf(world)

  world.stripe.completeThreeDSecure(idIn(clientSecret), 'authenticated')
  await world.settle()

  expect(before).toEqual([])
  expect(await methodsOf(world)).toMatchObject([{ last4: '3155' }])
})

test('a payment that was begun without saving saves the next card, on the same PaymentIntent (P18)', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.declined, { cart })

  await world.pay(card.good, { cart, paymentId: payment.id, saveMethod: true })
  await world.settle()

  expect(intents(world)).toMatchObject([{ status: 'succeeded', customer: expect.stringMatching(/^cus_/) }])
  expect(await methodsOf(world)).toMatchObject([{ last4: '4242' }])
})

test('a declined payment goes on with a saved card, and a saved card that is declined with another (P18)', async () => {
  await using world = await createWorld()
  const good = await savedId(world)
  await save(world, 'pm_card_chargeCustomerFail')
  const poor = (await methodsOf(world)).find(({ id }) => id !== good)?.id ?? ''
  const cart = world.cart()
  const { payment } = await world.pay(card.declined, { cart })

  const declined = await payWith(world, poor, { cart, paymentId: payment.id })
  const between = await charging(world)
  await payWith(world, good, { cart, paymentId: payment.id })
  await world.settle()

  expect(declined.payment).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'card_declined' } })
  expect(between).toEqual([0, 0])
  expect(intents(world)).toMatchObject([{ status: 'succeeded' }])
  expect(await charging(world)).toEqual([0, 0])
})

test.each(['before', 'after'] as const)(
  'a payment that saves and whose answer is lost %s Stripe acts takes the money once and saves one card (P4, P5)',
  async (phase) => {
    await using world = await createWorld()
    world.stripe.faults.add({
      match: { method: 'POST', path: '/v1/payment_intents' },
      effect: 'reset',
      phase,
      times: 99,
    })
    await world.pay(card.good, { saveMethod: true })
    world.stripe.faults.clear()

    await world.expireLeases()
    await sweepAttempts(world.ctx)
    await world.settle()

    expect(intents(world)).toMatchObject([{ status: 'succeeded' }])
    expect(world.stripe.objects('customer')).toHaveLength(1)
    expect(await methodsOf(world)).toHaveLength(1)
  },
)

test('nobody pays with another’s method: not by its id, not by Stripe’s, and not by a token that names it (S1, S2)', async () => {
  await using world = await createWorld()
  const theirs = await savedId(world)
  await save(world, 'pm_card_mastercard', 'shopper2')
  const [method] = world.stripe.objects('payment_method')
  const token = async () =>
    (await askStripe(world, 'test_helpers/confirmation_tokens', { payment_method: method?.id ?? '' })).id
  const asStranger = async (more: Partial<ProcessPayment>) =>
    processPayment(world.as('shopper2'), { requestId: randomUUID(), cart: world.cart(), ...more })

  for (const savedMethodId of [theirs, randomUUID()])
    await expect(payWith(world, savedMethodId, { persona: 'shopper2' })).rejects.toThrow(
      refused({ code: 'saved_method_not_found', savedMethodId }),
    )
  const plain = await asStranger({ confirmationTokenId: await token() })
  const keeping = await asStranger({ confirmationTokenId: await token(), saveMethod: true })

  for (const { payment } of [plain, keeping]) expect(payment.status).toBe('requires_payment_method')
  expect(world.stripe.objects('charge')).toEqual([])
  expect((await methodsOf(world, 'shopper2')).map(({ brand }) => brand)).toEqual(['mastercard'])
})

test('a method that is being charged stays until that is over, and then goes', async () => {
  await using world = await createWorld()
  const started = await begin(world)
  await confirm(world, started, { payment_method: 'pm_card_authenticationRequired' })
  world.stripe.completeThreeDSecure(idIn(started.clientSecret), 'authenticated')
  await world.settle()
  const savedMethodId = (await methodsOf(world))[0]?.id ?? ''
  const { clientSecret } = await payWith(world, savedMethodId)
  const inUse = await charging(world)

  await expect(remove(world, savedMethodId)).rejects.toThrow(refused({ code: 'saved_method_in_use', savedMethodId }))
  world.stripe.completeThreeDSecure(idIn(clientSecret), 'authenticated')
  await world.settle()

  expect(inUse).toEqual([1])
  expect(await remove(world, savedMethodId)).toEqual({ savedMethodId, isDeleted: true })
})

test('of a payment and a removal at the same moment one is refused, and no method vanishes under its charge', async () => {
  await using world = await createWorld()
  for (let count = 0; count < 4; count += 1) await save(world, 'pm_card_visa')
  const methods = await methodsOf(world)

  const pairs = await Promise.all(
    methods.map(({ id }, at) => {
      const acts = [() => payWith(world, id), () => remove(world, id)]
      return Promise.allSettled((at % 2 ? acts.toReversed() : acts).map((act) => act()))
    }),
  )
  await world.settle()

  for (const pair of pairs) {
    const [refusal] = pair.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(pair.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(refusal).toMatch(/saved_method_(in_use|not_found)/)
  }
  const paid = intents(world).filter(({ status }) => status === 'succeeded')
  expect(paid).toHaveLength((await methodsOf(world)).length)
  expect(intents(world)).toHaveLength(paid.length)
})

test('a token and a saved method together, neither, or a saved method to be saved are no request', async () => {
  await using world = await createWorld()
  const { payments } = world.api('shopper')
  const request = { requestId: randomUUID(), cart: world.cart() }
  const token = { confirmationTokenId: 'ctoken_1' }
  const saved = { savedMethodId: randomUUID() }

  for (const wrong of [request, { ...request, ...token, ...saved }, { ...request, ...saved, saveMethod: true }])
    await expect(payments.process(wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
