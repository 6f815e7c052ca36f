import { randomUUID } from 'node:crypto'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { getReceipt } from '@azora/payments-core/receipt/get-receipt'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { mugMinor } from '@azora/test-kit/seed-shop'
import { expect, test } from 'vitest'

const card = {
  good: '4242424242424242',
  declined: '4000000000000002',
  insufficient: '4000000000009995',
  secure: '4000002500003155',
}

const intents = (world: World) => world.stripe.objects('payment_intent')

test('a card payment is charged once, at the catalog’s price, and becomes final by its event', async () => {
  await using world = await createWorld()

  const { payment, clientSecret } = await world.pay(card.good)
  await world.settle()

  expect(payment).toMatchObject({ status: 'processing', amount: { amountMinor: mugMinor.usd, currency: 'usd' } })
  expect(clientSecret).toBeNull()
  const after = await getPayment(world.as('shopper'), { paymentId: payment.id })
  expect(after).toMatchObject({
    status: 'succeeded',
    method: { type: 'card', brand: 'visa', last4: '4242' },
    receiptNumber: '2026-000001',
    lineItems: [{ name: 'Harbour mug', quantity: 1, unitAmountMinor: 18_00, amountMinor: 18_00 }],
  })
  expect(after.timeline.map(({ kind }) => kind)).toEqual([
    'created',
    'processing',
    'succeeded',
    'receipt_issued',
    'receipt_sent',
  ])
  expect(intents(world)).toMatchObject([{ amount: 18_00, currency: 'usd', status: 'succeeded' }])
})

test('the same request again gives the same answer and charges nothing more', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()

  const first = await world.pay(card.good, { requestId })
  const again = await world.pay(card.good, { requestId })

  expect(again).toEqual(first)
  expect(intents(world)).toHaveLength(1)
})

test('the same request id with another cart is refused and charges nothing', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  await world.pay(card.good, { requestId })

  const other = world.pay(card.good, { requestId, cart: world.cart('usd', 2) })

  await expect(other).rejects.toThrow(refused({ code: 'request_id_reused', requestId }))
  expect(intents(world)).toHaveLength(1)
})

test('the same lines in another order are the same request', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  const items = [1, 2].flatMap((quantity) => world.cart('usd', quantity).items)
  const { payment } = await world.pay(card.good, { requestId, cart: { items, currency: 'usd' } })

  const again = await world.pay(card.good, { requestId, cart: { items: items.toReversed(), currency: 'usd' } })

  expect(again.payment).toEqual(payment)
  expect(intents(world)).toHaveLength(1)
})

test('fifty clicks at once are one payment (P1)', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()

  const clicks = await Promise.all(Array.from({ length: 50 }, () => world.pay(card.good, { requestId })))

  expect(new Set(clicks.map(({ payment }) => payment.id)).size).toBe(1)
  expect(intents(world)).toHaveLength(1)
})

test('a retry with a fresh token after a lost answer charges once (P2)', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents' },
    effect: 'reset',
    phase: 'after',
    times: 99,
  })
  const first = await world.pay(card.good, { requestId })
  world.stripe.faults.clear()

  const again = await world.pay(card.good, { requestId })

  expect(first.payment.status).toBe('processing')
  expect(again.payment.id).toBe(first.payment.id)
  expect(intents(world)).toHaveLength(1)
})

test('an answer that never came is found out by the sweeper (P4)', async () => {
  await using world = await createWorld()
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents' },
    effect: 'reset',
    phase: 'after',
    times: 99,
  })
  const { payment } = await world.pay(card.declined)
  world.stripe.faults.clear()

  await world.expireLeases()
  await sweepAttempts(world.ctx)

  const after = await getPayment(world.as('shopper'), { paymentId: payment.id })
  expect(after).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'card_declined' } })
  expect(intents(world)).toHaveLength(1)
})

test('a request that died before it called Stripe is finished by its repeat (P3)', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents' },
    effect: 'reset',
    phase: 'before',
    times: 99,
  })
  await world.pay(card.good, { requestId })
  world.stripe.faults.clear()

  await world.pay(card.good, { requestId })
  await world.settle()

  expect(intents(world)).toMatchObject([{ status: 'succeeded' }])
})

test('with the webhook gone the sweeper asks Stripe and finishes the payment', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const { payment } = await world.pay(card.good)

  world.clock.advance({ seconds: 40 })
  await sweepPayments(world.ctx)

  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({ status: 'succeeded' })
})

test('a declined card leaves the payment open, and another card pays it on the same PaymentIntent (P18)', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const first = await world.pay(card.insufficient, { cart })

  const second = await world.pay(card.good, { cart, paymentId: first.payment.id })
  await world.settle()

  expect(first.payment).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'insufficient_funds' } })
  expect(second.payment.id).toBe(first.payment.id)
  expect(await getPayment(world.as('shopper'), { paymentId: first.payment.id })).toMatchObject({
    status: 'succeeded',
    decline: null,
  })
  expect(intents(world)).toHaveLength(1)
})

test.each([card.good, card.secure])(
  'a receipt names the card that paid, not the one that was declined before (%s)',
  async (second) => {
    await using world = await createWorld()
    const cart = world.cart()
    const { payment } = await world.pay(card.insufficient, { cart })

    const { payment: answered, clientSecret } = await world.pay(second, { cart, paymentId: payment.id })
    if (clientSecret) world.stripe.completeThreeDSecure(String(clientSecret.split('_secret_')[0]), 'authenticated')
    await world.settle()

    const { method } = await getPayment(world.as('shopper'), { paymentId: payment.id })
    const { data } = await getReceipt(world.as('shopper'), { paymentId: payment.id })
    expect([answered.method, method, data.method].map((named) => named?.last4)).toEqual(Array(3).fill(second.slice(-4)))
  },
)

test('a second try whose answer is lost is not declined by what Stripe says of the first', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.insufficient, { cart })
  await world.settle()
  world.stripe.webhooks.hold()
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })
  await world.pay(card.good, { cart, paymentId: payment.id })
  world.stripe.faults.clear()
  const look = async () => {
    world.clock.advance({ seconds: 40 })
    await sweepAttempts(world.ctx)
    await sweepPayments(world.ctx)
    return (await getPayment(world.as('shopper'), { paymentId: payment.id })).status
  }

  await world.ctx.db.pool.query(`update attempt set lease_until = now() + interval '1 hour' where settled_at is null`)
  const whileOpen = await look()
  await world.expireLeases()
  await look()

  expect(whileOpen).toBe('processing')
  expect(await look()).toBe('succeeded')
  expect(intents(world)).toMatchObject([{ status: 'succeeded' }])
})

test('two tabs that try another card at once are one attempt', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.insufficient, { cart })

  const tabs = await Promise.allSettled([1, 2].map(() => world.pay(card.good, { cart, paymentId: payment.id })))

  expect(tabs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(intents(world)).toHaveLength(1)
})

test('a card that asks for 3-D Secure returns what the page needs, and is paid once the shopper agrees', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  const { payment, clientSecret } = await world.pay(card.secure, { requestId })
  expect(payment.status).toBe('requires_action')
  expect(clientSecret).toMatch(/^pi_\w+_secret_\w+$/)

  const again = await world.pay(card.secure, { requestId })
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'authenticated')
  await world.settle()

  expect(again.clientSecret).toBe(clientSecret)
  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({ status: 'succeeded' })
})

test('a shopper who fails 3-D Secure may try another card', async () => {
  await using world = await createWorld()
  const { payment, clientSecret } = await world.pay(card.secure)

  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'failed')
  await world.settle()

  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({
    status: 'requires_payment_method',
    decline: { reason: 'authentication_failed' },
  })
})

test('a price is the catalog’s: an unknown one, another currency’s and an empty cart are refused without a payment', async () => {
  await using world = await createWorld()
  const priceId = randomUUID()
  const usd = world.cart('usd').items

  await expect(world.pay(card.good, { cart: { items: [{ priceId, quantity: 1 }], currency: 'usd' } })).rejects.toThrow(
    refused({ code: 'price_not_found', priceId }),
  )
  await expect(world.pay(card.good, { cart: { items: usd, currency: 'eur' } })).rejects.toThrow(
    refused({ code: 'currency_not_offered', priceId: String(usd[0]?.priceId), currency: 'eur' }),
  )
  await expect(world.pay(card.good, { cart: { items: [], currency: 'usd' } })).rejects.toThrow(
    refused({ code: 'cart_empty' }),
  )

  expect(intents(world)).toHaveLength(0)
})

test('an amount that a browser smuggles into its cart changes nothing (S4)', async () => {
  await using world = await createWorld()
  const { items, currency } = world.cart()
  const smuggled = { unitAmountMinor: 1, amountMinor: 1, amount: 1, unit_amount_minor: 1, price: 1, total: 1 }
  const cart = { items: items.map((item) => ({ ...item, ...smuggled })), currency, ...smuggled }

  const { payment } = await world.pay(card.good, { cart })

  expect(payment.amount.amountMinor).toBe(mugMinor.usd)
  expect(intents(world)).toMatchObject([{ amount: mugMinor.usd }])
})

test('a used confirmation token leaves the payment open for another try', async () => {
  await using world = await createWorld()
  const confirmationTokenId = world.stripe.confirmationToken({ card: card.good }).id
  await world.pay(card.good, { confirmationTokenId })

  const { payment } = await world.pay(card.good, { confirmationTokenId })
  const { payment: paid } = await world.pay(card.good, { paymentId: payment.id })
  await world.settle()

  expect(payment.status).toBe('requires_payment_method')
  expect(await getPayment(world.as('shopper'), { paymentId: paid.id })).toMatchObject({ status: 'succeeded' })
})

test('a lost answer to a later try is found under its own key, whatever metadata the first try came with', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const confirmationTokenId = world.stripe.confirmationToken({ card: card.good }).id
  await world.pay(card.good, { confirmationTokenId })
  const { payment } = await world.pay(card.good, { cart, confirmationTokenId, metadata: { order: '7', a: 'b' } })
  const request = { requestId: randomUUID(), cart, paymentId: payment.id }
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 99 })
  await world.pay(card.declined, request)
  world.stripe.faults.clear()

  const again = await world.pay(card.declined, request)

  expect(again.payment).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'card_declined' } })
  expect(intents(world)).toMatchObject([{}, { metadata: { order: '7', a: 'b' } }])
})

test('a repeat that needs Stripe is told to come back while Stripe is down', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  await world.pay(card.secure, { requestId })
  world.stripe.faults.add({ match: {}, effect: 'reset', phase: 'before', times: 99 })

  const again = world.pay(card.secure, { requestId })

  await expect(again).rejects.toThrow(refused({ code: 'temporarily_unavailable', retryAfterSeconds: 2 }))
})

test('another shopper cannot continue, see or pay somebody’s payment', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay(card.insufficient)
  const stranger = world.as('shopper2')

  const attempt = processPayment(stranger, {
    requestId: randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: card.good }).id,
    paymentId: payment.id,
  })

  const notFound = refused({ code: 'payment_not_found', paymentId: payment.id })
  await expect(attempt).rejects.toThrow(notFound)
  await expect(getPayment(stranger, { paymentId: payment.id })).rejects.toThrow(notFound)
})

test('every POST to Stripe carries a key derived from the attempt, the same on each retry (P15)', async () => {
  await using world = await createWorld()
  world.stripe.loseNextResponse({ method: 'POST', path: '/v1/payment_intents' })

  await world.pay(card.good)

  const posts = world.stripe
    .requests()
    .filter(({ method, path }) => method === 'POST' && path === '/v1/payment_intents')
  expect(posts).toHaveLength(2)
  expect(new Set(posts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  expect(posts[0]?.idempotencyKey).toMatch(/^attempt\/[0-9a-f-]{36}\/create$/)
})

test('no card number, client secret or key is logged or stored (S26)', async () => {
  await using world = await createWorld()

  const { clientSecret } = await world.pay(card.secure)
  await world.pay(card.insufficient)
  await world.settle()

  const { rows } = await world.ctx.db.pool.query<{ dump: string }>(
    `select string_agg(dump, '') as dump from (
       select payment::text as dump from payment union all select attempt::text from attempt
       union all select idempotency_record::text from idempotency_record union all select audit_entry::text from audit_entry) all_rows`,
  )
  for (const text of [rows[0]?.dump ?? '', world.logged.join('\n')]) {
    expect(text).not.toContain(clientSecret)
    expect(text).not.toContain('4000002500003155')
    expect(text).not.toContain(world.stripe.secretKey)
  }
})
