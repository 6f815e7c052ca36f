import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

interface Sent {
  key?: string
  method?: string
  body?: string
  headers?: Record<string, string>
}

/** A request as bytes, past the SDK that would not send it. */
async function send(
  world: World,
  path: string,
  { key = world.sandbox.secretKey, method = 'GET', body, headers }: Sent = {},
) {
  const response = await fetch(`${world.sandbox.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(body !== undefined && { body }),
  })
  const json: unknown = await response.json()
  return { status: response.status, headers: response.headers, json }
}

test.for([
  ['amount=100&currency=usd&foo=1', 'parameter_unknown', 'foo', 'Received unknown parameter: foo'],
  ['currency=usd', 'parameter_missing', 'amount', 'Missing required param: amount.'],
  ['amount=ten&currency=usd', 'parameter_invalid_integer', 'amount', 'Invalid integer: ten'],
  ['amount=&currency=usd', 'parameter_invalid_empty', 'amount', "You passed an empty string for 'amount'"],
  ['amount=100&currency=usd&shipping[adres]=x', 'parameter_unknown', 'shipping[adres]', 'shipping[adres]'],
  ['amount=100&currency=xyz', undefined, 'currency', 'Invalid currency: xyz'],
  ['amount=100&currency=usd&capture_method=later', undefined, 'capture_method', 'must be one of automatic'],
  ['amount=100&currency=usd&confirm=maybe', undefined, 'confirm', 'Invalid boolean: maybe'],
  ['amount=100&currency=usd&customer=cus_no', 'resource_missing', 'customer', "No such customer: 'cus_no'"],
  ['amount=100&currency=usd&metadata[x][y]=1', undefined, 'metadata[x]', 'Invalid string'],
])('%s is refused as Stripe does', async ([body, code, param, message]) => {
  await using world = await createWorld()

  const { status, json } = await send(world, '/v1/payment_intents', { method: 'POST', body: body ?? '' })

  expect(status).toBe(400)
  expect(json).toMatchObject({
    error: {
      type: 'invalid_request_error',
      param,
      message: expect.stringContaining(message ?? ''),
      request_log_url: expect.stringContaining('https://dashboard.stripe.com/test/logs/req_'),
      ...(code !== undefined && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
    },
  })
  expect(world.sandbox.objects('payment_intent')).toEqual([])
})

test('what does not exist is not found, in the words of Stripe', async () => {
  await using world = await createWorld()

  await expect(world.stripe.paymentIntents.retrieve('pi_no')).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'intent',
    message: "No such payment_intent: 'pi_no'",
  })
  await expect(world.stripe.products.list()).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringContaining('Unrecognized request URL (GET: /v1/products).'),
  })
})

test.for([
  ['', 'You did not provide an API key'],
  ['sk_test_', 'Invalid API Key provided'],
  ['sk_live_abcdefgh', 'A live key was sent to a sandbox'],
  ['nonsense', 'Invalid API Key provided: ****ense'],
])('the key "%s" is answered with 401', async ([key, message]) => {
  await using world = await createWorld()

  const { status, json } = await send(world, '/v1/customers', { key: key ?? '' })

  expect(status).toBe(401)
  expect(json).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.stringContaining(message ?? '') },
  })
})

test('a publishable key sees a payment only with its secret, and nothing of the merchant', async () => {
  await using world = await createWorld()
  const intent = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd', metadata: { ours: 'x' } })
  const key = world.sandbox.publishableKey
  const path = `/v1/payment_intents/${intent.id}`

  const withSecret = await send(world, `${path}?client_secret=${intent.client_secret}`, { key })
  const without = await send(world, path, { key })
  const wrong = await send(world, `${path}?client_secret=${intent.id}_secret_no`, { key })
  const listing = await send(world, '/v1/payment_intents', { key })

  expect(withSecret.json).toMatchObject({ id: intent.id, status: 'requires_payment_method' })
  expect(withSecret.json).not.toHaveProperty('metadata')
  expect([without.status, wrong.status, listing.status]).toEqual([400, 400, 401])
  expect(listing.json).toMatchObject({ error: { code: 'secret_key_required' } })
})

test('a browser makes a confirmation token and confirms with the client secret', async () => {
  await using world = await createWorld()
  const intent = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
  const key = world.sandbox.publishableKey
  const typed =
    'payment_method_data[type]=card&payment_method_data[card][number]=4242+4242+4242+4242&payment_method_data[card][exp_month]=4&payment_method_data[card][exp_year]=44&payment_method_data[card][cvc]=424&payment_method_data[billing_details][address][postal_code]=94107&return_url=https://shop.example&use_stripe_sdk=true'
  const made = await send(world, '/v1/confirmation_tokens', { key, method: 'POST', body: typed })
  const { id } = made.json as { id: string }

  const body = `confirmation_token=${id}&client_secret=${intent.client_secret}`
  const confirmed = await send(world, `/v1/payment_intents/${intent.id}/confirm`, { key, method: 'POST', body })

  expect(made.json).toMatchObject({
    object: 'confirmation_token',
    use_stripe_sdk: true,
    payment_method_preview: {
      card: { last4: '4242', exp_year: 2044 },
      billing_details: { address: { postal_code: '94107' } },
    },
  })
  expect(confirmed.json).toMatchObject({ status: 'succeeded' })
  expect(confirmed.headers.get('access-control-allow-origin')).toBe('*')
})

test('lists go by cursor, newest first, and count from 1 to 100', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const ids: string[] = []
  for (let at = 0; at < 5; at++) ids.unshift((await stripe.customers.create({ name: `c${at}` })).id)

  const first = await stripe.customers.list({ limit: 2 })
  const second = await stripe.customers.list({ limit: 2, starting_after: ids[1] ?? '' })
  const back = await stripe.customers.list({ limit: 2, ending_before: ids[3] ?? '' })
  const all: string[] = []
  for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id)

  expect(first).toMatchObject({ has_more: true, url: '/v1/customers', data: [{ id: ids[0] }, { id: ids[1] }] })
  expect(second.data.map(({ id }) => id)).toEqual([ids[2], ids[3]])
  expect(back.data.map(({ id }) => id)).toEqual([ids[1], ids[2]])
  expect(all).toEqual(ids)
  await expect(stripe.customers.list({ limit: 101 })).rejects.toMatchObject({ code: 'parameter_invalid_integer' })
  await expect(stripe.customers.list({ limit: 0 })).rejects.toMatchObject({ param: 'limit' })
  await expect(stripe.customers.list({ starting_after: 'cus_no' })).rejects.toMatchObject({ code: 'resource_missing' })
})

test('lists are narrowed by time and by customer', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const customer = await stripe.customers.create()
  const early = await stripe.paymentIntents.create({ amount: 500, currency: 'usd', customer: customer.id })
  await sandbox.clock.advance(3600)
  const late = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })

  const since = await stripe.paymentIntents.list({ created: { gte: late.created } })
  const until = await stripe.paymentIntents.list({ created: { lt: late.created } })
  const ofCustomer = await stripe.paymentIntents.list({ customer: customer.id })

  expect(since.data.map(({ id }) => id)).toEqual([late.id])
  expect(until.data.map(({ id }) => id)).toEqual([early.id])
  expect(ofCustomer.data.map(({ id }) => id)).toEqual([early.id])
})

test('properties are expanded four levels deep, in lists too, and only where the contract has them', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const customer = await stripe.customers.create({ name: 'Ada' })
  await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    customer: customer.id,
    confirm: true,
    confirmation_token: world.token('4242424242424242'),
  })

  const list = await stripe.paymentIntents.list({
    expand: ['data.customer', 'data.latest_charge.balance_transaction.source'],
  })

  expect(list.data[0]).toMatchObject({
    customer: { name: 'Ada' },
    latest_charge: { balance_transaction: { source: { object: 'charge' } } },
  })
  await expect(stripe.customers.list({ expand: ['data.nonsense'] })).rejects.toThrow('This property cannot be expanded')
  await expect(stripe.customers.list({ expand: ['data.a.b.c.d'] })).rejects.toThrow('more than 4 levels')
})

test('metadata keeps its limits', async () => {
  await using world = await createWorld()
  const create = (metadata: Record<string, string>) => world.stripe.customers.create({ metadata })
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']))

  await expect(create(many)).rejects.toThrow('up to 50 keys')
  await expect(create({ ['k'.repeat(41)]: 'v' })).rejects.toThrow('up to 40 characters')
  await expect(create({ k: 'v'.repeat(501) })).rejects.toThrow('up to 500 characters')
  await expect(create({ __proto__x: 'v', constructor: 'w' })).resolves.toMatchObject({ metadata: { constructor: 'w' } })
})

test('every answer names its request and the version it was asked in', async () => {
  await using world = await createWorld()

  const { headers } = await send(world, '/v1/customers', { headers: { 'stripe-version': '2026-10-28.endive' } })

  expect(headers.get('request-id')).toMatch(/^req_\w{14}$/)
  expect(headers.get('stripe-version')).toBe('2026-10-28.endive')
  expect(world.sandbox.requests().at(-1)).toMatchObject({
    method: 'GET',
    path: '/v1/customers',
    status: 200,
    key: expect.stringMatching(/^sk_test_\*+Only$/),
    requestId: headers.get('request-id'),
    stripeVersion: '2026-10-28.endive',
  })
})
