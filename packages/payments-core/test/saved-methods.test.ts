import { randomUUID } from 'node:crypto'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { ensureStripeCustomer } from '@azora/payments-core/customer/ensure-stripe-customer'
import { deleteMethod } from '@azora/payments-core/method/delete-method'
import { getSetup } from '@azora/payments-core/method/get-setup'
import { setDefaultMethod } from '@azora/payments-core/method/set-default-method'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { storeEvent, storedEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { begin, confirm, idIn, methodsOf, save } from './support/set-up.ts'

const card = { visa: 'pm_card_visa', mastercard: 'pm_card_mastercard', asks: 'pm_card_authenticationRequired' }

const customers = (world: World) => world.stripe.objects('customer')

const setups = (world: World) => world.stripe.objects('setup_intent')

const remove = (world: World, savedMethodId: string, persona: 'shopper' | 'shopper2' = 'shopper') =>
  deleteMethod(world.as(persona), { requestId: randomUUID(), savedMethodId })

const lose = (world: World, path: string, phase: 'before' | 'after') =>
  world.stripe.faults.add({ match: { method: 'POST', path }, effect: 'reset', phase, times: 99 })

const recover = async (world: World) => {
  world.stripe.faults.clear()
  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await world.settle()
}

const rowsOf = async (world: World) =>
  (await world.ctx.db.pool.query<Record<string, unknown>>('select * from saved_method order by created_at, id')).rows

const first = async (world: World) => {
  const [method] = await methodsOf(world)
  if (!method) throw new Error('nothing is saved')
  return method
}

test('a card is saved without a payment, becomes the default, and only references are kept', async () => {
  await using world = await createWorld()

  const { id: setupId } = await save(world, card.visa)

  const method = await first(world)
  expect(method).toMatchObject({
    type: 'card',
    brand: 'visa',
    last4: '4242',
    isDefault: true,
    expiry: { month: 11, year: 2027 },
  })
  expect(await getSetup(world.as('shopper'), { setupId })).toMatchObject({
    status: 'succeeded',
    savedMethodId: method.id,
    method: { brand: 'visa', last4: '4242' },
  })
  const [row] = await rowsOf(world)
  const fingerprint = world.stripe.objects('payment_method')[0]
  expect(row?.['fingerprint_hash']).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(row)).not.toContain(fingerprint && 'card' in fingerprint ? fingerprint.card.fingerprint : '-')
  expect(world.logged.join('')).not.toContain('_secret_')
  expect(customers(world)).toMatchObject([{ email: null, name: null }])
})

test('the bank asks: a failed challenge leaves the setup open, the next saves the card', async () => {
  await using world = await createWorld()
  const started = await begin(world)
  const id = idIn(started.clientSecret)
  const look = () => getSetup(world.as('shopper'), { setupId: started.setup.id })

  await confirm(world, started, { payment_method: card.asks })
  await world.settle()
  const asked = await look()
  world.stripe.completeThreeDSecure(id, 'failed')
  await world.settle()
  const failed = await look()
  await confirm(world, started, { payment_method: card.asks })
  world.stripe.completeThreeDSecure(id, 'authenticated')
  await world.settle()

  expect(asked).toMatchObject({ status: 'requires_action', failure: null, microdeposits: null })
  expect(failed).toMatchObject({ status: 'requires_payment_method', failure: 'authentication_failed' })
  expect(await look()).toMatchObject({ status: 'succeeded', failure: null })
  expect(await methodsOf(world)).toHaveLength(1)
})

test('a declined card is not saved', async () => {
  await using world = await createWorld()
  const started = await begin(world)

  await expect(confirm(world, started, { payment_method: 'pm_card_chargeDeclined' })).rejects.toThrow('declined')
  await world.settle()

  expect(await getSetup(world.as('shopper'), { setupId: started.setup.id })).toMatchObject({
    status: 'requires_payment_method',
    failure: 'declined',
  })
  expect(await methodsOf(world)).toEqual([])
})

test('the same request again is one setup, with its secret for as long as it is needed; another input is refused', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()

  const answers = await Promise.all(Array.from({ length: 8 }, () => begin(world, 'shopper', requestId)))
  const [started] = answers
  if (!started) throw new Error('nothing was begun')

  expect(new Set(answers.map(({ setup, clientSecret }) => `${setup.id} ${clientSecret}`)).size).toBe(1)
  expect(setups(world)).toHaveLength(1)
  await expect(world.api('shopper').paymentMethods.setup({ requestId, types: ['sepa_debit'] })).rejects.toMatchObject({
    cause: { reason: { code: 'request_id_reused' } },
  })
})

test('twenty requests at once make one customer at Stripe', async () => {
  await using world = await createWorld()

  const ids = await Promise.all(Array.from({ length: 20 }, () => ensureStripeCustomer(world.as('shopper'))))

  expect(new Set(ids).size).toBe(1)
  expect(customers(world)).toHaveLength(1)
})

test.each(['before', 'after'] as const)(
  'an answer about the customer that is lost %s Stripe acts makes no second',
  async (phase) => {
    await using world = await createWorld()
    lose(world, '/v1/customers', phase)
    const requestId = randomUUID()

    await expect(begin(world, 'shopper', requestId)).rejects.toThrow('temporarily_unavailable')
    await expect(begin(world, 'shopper', requestId)).rejects.toThrow('temporarily_unavailable')
    await recover(world)
    const { setup } = await begin(world, 'shopper', requestId)

    expect(setup.status).toBe('requires_payment_method')
    expect(customers(world)).toHaveLength(1)
  },
)

test('a process that died with the customer at Stripe is followed by one that finds it, also when the key is too old', async () => {
  await using world = await createWorld()
  lose(world, '/v1/customers', 'after')
  await expect(begin(world)).rejects.toThrow('temporarily_unavailable')
  world.stripe.faults.clear()
  world.clock.advance({ hours: 23 })
  await world.expireLeases()

  await begin(world)

  expect(customers(world)).toHaveLength(1)
  expect(
    world.stripe.requests().filter(({ method, path }) => method === 'GET' && path === '/v1/customers'),
  ).toHaveLength(1)
})

test.each(['before', 'after'] as const)(
  'a setup whose answer is lost %s Stripe acts is one, and goes on',
  async (phase) => {
    await using world = await createWorld()
    lose(world, '/v1/setup_intents', phase)
    const requestId = randomUUID()
    const unknown = await begin(world, 'shopper', requestId)

    await recover(world)
    const started = await begin(world, 'shopper', requestId)
    await confirm(world, started, { payment_method: card.visa })
    await world.settle()

    expect(unknown).toMatchObject({ clientSecret: null, setup: { status: 'requires_payment_method' } })
    expect(started.setup.id).toBe(unknown.setup.id)
    expect(setups(world)).toHaveLength(1)
    expect(await methodsOf(world)).toHaveLength(1)
  },
)

test('events in any order, twice over, and after the removal change nothing more (W2, W7)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const started = await begin(world)
  await confirm(world, started, { payment_method: card.visa })
  const events = stripeEvents(world)
  const apply = async (order: typeof events) => {
    for (const event of order) await applyEvent(world.ctx, await storeEvent(world, event)).catch(() => undefined)
  }

  await apply(events.toReversed())
  const saved = await first(world)
  await remove(world, saved.id)
  await world.ctx.db.pool.query('delete from webhook_event')
  await apply(events)

  expect(saved.isDefault).toBe(true)
  expect(await methodsOf(world)).toEqual([])
  expect(await rowsOf(world)).toHaveLength(1)
})

test('news that a method was let go of comes before the news that it was saved: it is not there', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const started = await begin(world)
  await confirm(world, started, { payment_method: card.visa })
  const [method] = world.stripe.objects('payment_method')
  await askStripe(world, `payment_methods/${method?.id}/detach`, {})
  const types = ['payment_method.detached', 'payment_method.attached', 'setup_intent.succeeded']

  for (const type of types)
    for (const event of stripeEvents(world, type)) await applyEvent(world.ctx, await storeEvent(world, event))

  expect(await methodsOf(world)).toEqual([])
  expect(await getSetup(world.as('shopper'), { setupId: started.setup.id })).toMatchObject({ status: 'succeeded' })
})

test('methods of customers who are not ours are foreign', async () => {
  await using world = await createWorld()
  const { id: customer } = await askStripe(world, 'customers', { email: 'other@example.com' })
  await askStripe(world, `payment_methods/${card.visa}/attach`, { customer })
  await askStripe(world, 'setup_intents', {
    customer,
    confirm: 'true',
    payment_method: card.visa,
    return_url: 'http://x.test',
  })
  await world.settle()

  for (const { id } of stripeEvents(world)) expect(await storedEvent(world, id)).toMatchObject({ outcome: 'foreign' })
  expect(await rowsOf(world)).toEqual([])
})

test('the first method is the default until another is chosen; two choices at once leave one', async () => {
  await using world = await createWorld()
  for (const name of [card.visa, card.mastercard, card.visa]) await save(world, name)
  const methods = await methodsOf(world)
  const [visa, ...others] = methods
  const choose = (savedMethodId = '') => setDefaultMethod(world.as('shopper'), { savedMethodId })

  await choose(others[0]?.id)
  const chosen = await methodsOf(world)
  await Promise.all([...methods, ...methods, ...methods].map(({ id }) => choose(id)))
  await choose(visa?.id)
  await choose(visa?.id)

  expect(methods.map(({ isDefault }) => isDefault)).toEqual([true, false, false])
  expect(chosen.map(({ id, isDefault }) => [id, isDefault])[0]).toEqual([others[0]?.id, true])
  expect((await methodsOf(world)).filter(({ isDefault }) => isDefault)).toMatchObject([{ id: visa?.id }])
})

test('two first methods that are saved at once leave one default, and the same card twice is two methods', async () => {
  await using world = await createWorld()
  const started = [await begin(world), await begin(world)]

  await Promise.all(started.map((one) => confirm(world, one, { payment_method: card.visa })))
  await world.settle()

  const methods = await methodsOf(world)
  expect(methods.map(({ isDefault }) => isDefault)).toEqual([true, false])
  const hashes = (await rowsOf(world)).map((row) => row['fingerprint_hash'])
  expect(new Set(hashes).size).toBe(1)
})

test('a method that is removed is gone at Stripe too; the same request again is the same answer', async () => {
  await using world = await createWorld()
  await save(world, card.visa)
  const { id: savedMethodId } = await first(world)
  const requestId = randomUUID()
  const ask = () => deleteMethod(world.as('shopper'), { requestId, savedMethodId })

  const answers = await Promise.all([ask(), ask(), ask()])
  await world.settle()

  expect(answers).toEqual([0, 1, 2].map(() => ({ savedMethodId, isDeleted: true })))
  expect(world.stripe.objects('payment_method')).toMatchObject([{ customer: null }])
  expect(world.stripe.requests().filter(({ path }) => path.endsWith('/detach'))).toHaveLength(1)
  await expect(remove(world, savedMethodId)).rejects.toThrow(refused({ code: 'saved_method_not_found', savedMethodId }))
  await expect(setDefaultMethod(world.as('shopper'), { savedMethodId })).rejects.toThrow('saved_method_not_found')
})

test.each(['before', 'after'] as const)(
  'a removal whose answer is lost %s Stripe acts hides the method at once and is finished later',
  async (phase) => {
    await using world = await createWorld()
    await save(world, card.visa)
    const { id } = await first(world)
    lose(world, '/v1/payment_methods/*/detach', phase)

    const lost = await remove(world, id)
    const shown = await methodsOf(world)
    await recover(world)

    expect(lost).toEqual({ savedMethodId: id, isDeleted: false })
    expect(shown).toEqual([])
    expect(await rowsOf(world)).toMatchObject([{ detached_at: expect.any(Date), removing_at: null, is_default: false }])
    expect(world.stripe.objects('payment_method')).toMatchObject([{ customer: null }])
  },
)

test('a method that Stripe’s side let go of, or whose customer was deleted there, is gone; the next save works', async () => {
  await using world = await createWorld()
  await save(world, card.visa)
  await save(world, card.mastercard)
  const [method] = world.stripe.objects('payment_method')
  await askStripe(world, `payment_methods/${method?.id}/detach`, {})
  await world.settle()
  const left = await methodsOf(world)
  await fetch(`${world.stripe.url}/v1/customers/${customers(world)[0]?.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${world.stripe.secretKey}` },
  })
  await world.settle()
  const none = await methodsOf(world)

  await save(world, card.visa)

  expect(left).toMatchObject([{ brand: 'mastercard', isDefault: false }])
  expect(none).toEqual([])
  expect(await methodsOf(world)).toMatchObject([{ brand: 'visa', isDefault: true }])
})

test('a method that was let go of at Stripe while we ask for the same is removed', async () => {
  await using world = await createWorld()
  await save(world, card.visa)
  const { id: savedMethodId } = await first(world)
  world.stripe.webhooks.hold()
  await askStripe(world, `payment_methods/${world.stripe.objects('payment_method')[0]?.id}/detach`, {})

  expect(await remove(world, savedMethodId)).toEqual({ savedMethodId, isDeleted: true })
})

test('nobody sees, chooses or removes another’s method or setup, and Stripe is not asked (S1, S2)', async () => {
  await using world = await createWorld()
  const { id: setupId } = await save(world, card.visa)
  const { id: savedMethodId } = await first(world)
  const calls = world.stripe.requests().length

  expect(await methodsOf(world, 'shopper2')).toEqual([])
  for (const id of [savedMethodId, randomUUID()]) {
    const reason = refused({ code: 'saved_method_not_found', savedMethodId: id })
    await expect(remove(world, id, 'shopper2')).rejects.toThrow(reason)
    await expect(setDefaultMethod(world.as('shopper2'), { savedMethodId: id })).rejects.toThrow(reason)
  }
  await expect(getSetup(world.as('shopper2'), { setupId })).rejects.toThrow(
    refused({ code: 'setup_not_found', setupId }),
  )
  expect(world.stripe.requests()).toHaveLength(calls)
  expect(await methodsOf(world)).toHaveLength(1)
})
