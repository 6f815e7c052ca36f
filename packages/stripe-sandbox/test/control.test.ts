import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const control = async (world: World, call: string, body?: object): Promise<unknown> => {
  const [method = 'GET', path = ''] = call.split(' ')
  const response = await fetch(`${world.sandbox.url}/_sandbox${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  })
  return response.json()
}

const customer = (world: World) => world.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'one' })

test('an answer can be lost after its effect: the same key then gives it', async () => {
  await using world = await createWorld()
  world.sandbox.loseNextResponse({ method: 'POST', path: '/v1/customers' })

  await expect(customer(world)).rejects.toMatchObject({ type: 'StripeConnectionError' })

  expect(world.sandbox.objects('customer')).toHaveLength(1)
  const found = await customer(world)
  expect(found.id).toBe(world.sandbox.objects('customer')[0]?.id)
  expect(world.sandbox.requests().map(({ status }) => status)).toEqual([null, 200])
})

test('a connection can be cut before anything happened', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ effect: 'reset', phase: 'before' })

  await expect(customer(world)).rejects.toMatchObject({ type: 'StripeConnectionError' })

  expect(world.sandbox.objects('customer')).toEqual([])
})

test.for([
  [429, 'StripeRateLimitError'],
  [409, 'StripeAPIError'],
  [500, 'StripeAPIError'],
] as const)('a rule answers %d, by way of HTTP', async ([status, type]) => {
  await using world = await createWorld()
  const match = { method: 'POST', path: '/v1/cust*', nth: 2 }
  await control(world, 'POST /faults', { match, effect: 'status', status })
  await world.stripe.customers.create()

  await expect(customer(world)).rejects.toMatchObject({ statusCode: status, type })

  await expect(customer(world)).resolves.toMatchObject({ name: 'Ada' })
  expect(await control(world, 'GET /faults')).toMatchObject([{ hits: 1 }])
  await control(world, 'DELETE /faults')
  expect(await control(world, 'GET /faults')).toEqual([])
})

test('a 503 is a page of HTML, as from a proxy', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ effect: 'status', status: 503 })

  const response = await fetch(`${world.sandbox.url}/v1/balance`, {
    headers: { authorization: `Bearer ${world.sandbox.secretKey}` },
  })

  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html'])
  expect(await response.text()).toContain('<html>')
})

test('a request can hang until its caller gives up', async () => {
  await using world = await createWorld()
  world.sandbox.faults.add({ effect: 'timeout', phase: 'after' })

  await expect(world.stripe.customers.create({}, { timeout: 100 })).rejects.toMatchObject({
    type: 'StripeConnectionError',
  })

  expect(world.sandbox.objects('customer')).toHaveLength(1)
})

test('state, requests, clock and reset are there for scripts', async () => {
  await using world = await createWorld()
  const { id } = await customer(world)
  const before = world.sandbox.clock.now().getTime()

  const state = await control(world, 'GET /state')
  const requests = await control(world, 'GET /requests')
  await control(world, 'POST /clock', { advanceSeconds: 3600 })

  expect(state).toMatchObject({ customer: [{ id }], payment_intent: [], event: [{ type: 'customer.created' }] })
  expect(requests).toMatchObject([{ method: 'POST', path: '/v1/customers', idempotencyKey: 'one', status: 200 }])
  expect(world.sandbox.clock.now().getTime()).toBeGreaterThanOrEqual(before + 3_600_000)
  await control(world, 'POST /reset')
  expect(await control(world, 'GET /state')).toMatchObject({ customer: [], event: [] })
  await expect(customer(world)).resolves.not.toMatchObject({ id })
})

test('the dashboard shows payments and escapes what came from outside', async () => {
  await using world = await createWorld()
  await world.stripe.paymentIntents.create({ amount: 12_34, currency: 'usd', description: '<script>alert(1)</script>' })

  const page = await fetch(`${world.sandbox.url}/_sandbox`).then((response) => response.text())

  expect(page).toContain('12.34')
  expect(page).not.toContain('<script>alert')
})

test('a port that is taken is refused before the files of another sandbox are touched', async () => {
  await using world = await createWorld()

  await expect(createWorld({ port: world.sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
