import { randomUUID } from 'node:crypto'
import type { Payment } from '@azora/contract/payment'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { createWorld, type personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const card = { good: '4242424242424242', declined: '4000000000000002', secure: '4000002500003155' }

const intents = (world: World) => world.stripe.objects('payment_intent')

const look = (world: World, { id: paymentId }: Pick<Payment, 'id'>) => getPayment(world.as('shopper'), { paymentId })

const cancelCalls = (world: World) => world.stripe.requests().filter(({ path }) => path.endsWith('/cancel'))

const cancel = (
  world: World,
  payment: Pick<Payment, 'id'>,
  { persona = 'support', requestId = randomUUID() }: { persona?: keyof typeof personas; requestId?: string } = {},
) => cancelPayment(world.as(persona), { requestId, paymentId: payment.id, reason: 'requested_by_customer' })

const authenticate = (world: World, clientSecret: string | null) =>
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'authenticated')

const loseCancels = (world: World, phase: 'before' | 'after') =>
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents/*/cancel' },
    effect: 'reset',
    phase,
    times: 99,
  })

/** A payment whose first try Stripe refused before it made a PaymentIntent. */
async function unmade(world: World): Promise<Payment> {
  const confirmationTokenId = world.stripe.confirmationToken({ card: card.good }).id
  await world.pay(card.good, { confirmationTokenId })
  const { payment } = await world.pay(card.good, { confirmationTokenId })
  return payment
}

test('a shopper gives up a declined payment; it can no longer be paid', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.declined, { cart })

  const canceled = await cancel(world, payment, { persona: 'shopper' })
  await world.settle()

  expect(canceled).toMatchObject({ status: 'canceled' })
  expect(canceled.timeline.at(-1)).toMatchObject({ kind: 'canceled' })
  expect(intents(world)).toMatchObject([{ status: 'canceled', cancellation_reason: 'requested_by_customer' }])
  await expect(world.pay(card.good, { cart, paymentId: payment.id })).rejects.toThrow('payment_not_payable')
})

test('a shopper cannot give up another’s payment, nor what is held or paid', async () => {
  await using world = await createWorld()
  const { payment: declined } = await world.pay(card.declined)
  const { payment: held } = await world.pay(card.good, { captureMethod: 'manual' })
  const { payment: paid } = await world.pay(card.good)
  await world.settle()

  await expect(cancel(world, declined, { persona: 'shopper2' })).rejects.toThrow(
    refused({ code: 'payment_not_found', paymentId: declined.id }),
  )
  await expect(cancel(world, held, { persona: 'shopper' })).rejects.toThrow(
    refused({ code: 'payment_not_cancelable', paymentId: held.id, status: 'requires_capture' }),
  )
  await expect(cancel(world, paid)).rejects.toThrow(
    refused({ code: 'payment_not_cancelable', paymentId: paid.id, status: 'succeeded' }),
  )
  expect(cancelCalls(world)).toEqual([])
})

test('staff let go of what a card holds, and that is no refund', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay(card.good, { captureMethod: 'manual' })
  await world.settle()

  await cancel(world, payment)
  await world.settle()

  expect(await look(world, payment)).toMatchObject({ status: 'canceled', capturableMinor: 0, refundedMinor: 0 })
})

test('a payment that nothing was made for at Stripe is canceled without asking Stripe', async () => {
  await using world = await createWorld()
  const payment = await unmade(world)
  const calls = world.stripe.requests().length

  const canceled = await cancel(world, payment, { persona: 'shopper' })

  expect(canceled).toMatchObject({ status: 'canceled' })
  expect(world.stripe.requests()).toHaveLength(calls)
})

test('the same cancellation again gives the same answer and asks Stripe once', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay(card.declined)
  const requestId = randomUUID()
  const first = await cancel(world, payment, { requestId })

  const again = await cancel(world, payment, { requestId })

  expect(again).toEqual(first)
  expect(cancelCalls(world)).toHaveLength(1)
})

test('ten who cancel at once cancel once', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay(card.declined)

  await Promise.allSettled(Array.from({ length: 10 }, () => cancel(world, payment)))

  expect(cancelCalls(world)).toHaveLength(1)
  expect(await look(world, payment)).toMatchObject({ status: 'canceled' })
})

test('a shopper who succeeds first stays paid: the cancellation is refused, now and when repeated (P21)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const { payment, clientSecret } = await world.pay(card.secure)
  authenticate(world, clientSecret)
  const requestId = randomUUID()
  const reason = { code: 'payment_not_cancelable', paymentId: payment.id, status: 'succeeded' } as const

  await expect(cancel(world, payment, { requestId })).rejects.toThrow(refused(reason))
  await expect(cancel(world, payment, { requestId })).rejects.toThrow(refused(reason))
  const seen = await look(world, payment)
  world.stripe.webhooks.release()
  await world.settle()

  expect(seen).toMatchObject({ status: 'succeeded', capturedMinor: 18_00 })
  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', receiptNumber: '2026-000001' })
  expect(world.mail.messages()).toHaveLength(1)
})

test('a cancellation that comes first stays: the bank’s page cannot pay it any more (P21)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const { payment, clientSecret } = await world.pay(card.secure)

  await cancel(world, payment)

  authenticate(world, clientSecret)
  world.stripe.webhooks.release()
  await world.settle()
  expect(await look(world, payment)).toMatchObject({ status: 'canceled', capturedMinor: 0 })
  expect(intents(world)).toMatchObject([{ status: 'canceled', amount_received: 0 }])
})

test.each(['before', 'after'] as const)(
  'a cancellation whose answer was lost (%s Stripe did it) while the shopper pays ends as Stripe says (P21)',
  async (phase) => {
    await using world = await createWorld()
    const { payment, clientSecret } = await world.pay(card.secure)
    await world.settle()
    loseCancels(world, phase)
    await cancel(world, payment)
    world.stripe.faults.clear()
    if (phase === 'before') authenticate(world, clientSecret)

    await world.expireLeases()
    await sweepAttempts(world.ctx)
    await world.settle()

    const [intent] = intents(world)
    expect(intent?.status).toBe(phase === 'before' ? 'succeeded' : 'canceled')
    expect(await look(world, payment)).toMatchObject({ status: intent?.status, capturedMinor: intent?.amount_received })
  },
)

test('while another card is being tried, the payment is not canceled under it', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.declined, { cart })
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 99 })
  await world.pay(card.good, { cart, paymentId: payment.id })
  world.stripe.faults.clear()

  await expect(cancel(world, payment)).rejects.toThrow('request_in_progress')
  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await world.settle()

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded' })
})

test('payments that their shoppers have left are given up after a day, and only those (P19)', async () => {
  await using world = await createWorld()
  const { payment: challenged } = await world.pay(card.secure)
  const { payment: declined } = await world.pay(card.declined)
  const nothing = await unmade(world)
  await world.settle()
  world.clock.advance({ hours: 23 })
  const early = await cancelAbandoned(world.ctx)
  const { payment: fresh } = await world.pay(card.declined)
  world.clock.advance({ hours: 2 })

  const late = await cancelAbandoned(world.ctx)
  await world.settle()

  expect([early, late]).toEqual([0, 3])
  for (const payment of [challenged, declined, nothing])
    expect(await look(world, payment)).toMatchObject({ status: 'canceled' })
  expect(await look(world, fresh)).toMatchObject({ status: 'requires_payment_method' })
  const { rows } = await world.ctx.db.pool.query(
    `select distinct actor, after->>'reason' as reason from audit_entry where action = 'cancel.requested'`,
  )
  expect(rows).toEqual([{ actor: 'sweeper', reason: 'abandoned' }])
})

test('a shopper who pays at the moment of giving up is paid, and is not tried again at once (P21)', async () => {
  await using world = await createWorld()
  const { payment, clientSecret } = await world.pay(card.secure)
  await world.settle()
  world.stripe.webhooks.hold()
  world.clock.advance({ hours: 25 })
  authenticate(world, clientSecret)

  await cancelAbandoned(world.ctx)
  await cancelAbandoned(world.ctx)

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded' })
  expect(cancelCalls(world)).toHaveLength(1)
})

test('a card that is tried again within the day keeps the payment open', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay(card.declined, { cart })
  world.clock.advance({ hours: 20 })
  await world.pay(card.declined, { cart, paymentId: payment.id })
  world.clock.advance({ hours: 20 })

  expect(await cancelAbandoned(world.ctx)).toBe(0)
})

test('giving up, cut off in the middle, is finished by the sweeper', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay(card.declined)
  await world.settle()
  world.clock.advance({ hours: 25 })
  loseCancels(world, 'after')
  await cancelAbandoned(world.ctx)
  world.stripe.faults.clear()

  await world.expireLeases()
  await sweepAttempts(world.ctx)

  expect(await look(world, payment)).toMatchObject({ status: 'canceled' })
  expect(new Set(cancelCalls(world).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
})
