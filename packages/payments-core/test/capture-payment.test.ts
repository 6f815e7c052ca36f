import { randomUUID } from 'node:crypto'
import type { Payment } from '@azora/contract/payment'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const seven = { days: 7 }

const intents = (world: World) => world.stripe.objects('payment_intent')

const look = (world: World, { id: paymentId }: Pick<Payment, 'id'>) => getPayment(world.as('shopper'), { paymentId })

async function held(world: World): Promise<Payment> {
  const { payment } = await world.pay('4242424242424242', { captureMethod: 'manual' })
  await world.settle()
  return look(world, payment)
}

const capture = (world: World, payment: Pick<Payment, 'id'>, more: { amountMinor?: number; requestId?: string } = {}) =>
  capturePayment(world.as('support'), { requestId: randomUUID(), paymentId: payment.id, ...more })

const captureCalls = (world: World) => world.stripe.requests().filter(({ path }) => path.endsWith('/capture'))

const loseCaptures = (world: World, phase: 'before' | 'after') =>
  world.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents/*/capture' },
    effect: 'reset',
    phase,
    times: 99,
  })

test('a payment with manual capture is held, says until when, and gets no receipt before it is captured', async () => {
  await using world = await createWorld()

  const { payment } = await world.pay('4242424242424242', { captureMethod: 'manual' })
  await world.settle()

  expect(payment).toMatchObject({ status: 'requires_capture', capturableMinor: 18_00, capturedMinor: 0 })
  expect(await look(world, payment)).toMatchObject({
    status: 'requires_capture',
    captureMethod: 'manual',
    captureBefore: '2026-11-28T09:00:00.000Z',
    receiptNumber: null,
  })
  expect(world.mail.messages()).toEqual([])
})

test('staff capture all of it: the answer is the paid payment with its receipt', async () => {
  await using world = await createWorld()
  const payment = await held(world)

  const captured = await capture(world, payment)
  await world.settle()

  expect(captured).toMatchObject({
    status: 'succeeded',
    capturedMinor: 18_00,
    capturableMinor: 0,
    captureBefore: null,
    receiptNumber: '2026-000001',
  })
  expect(world.mail.messages()).toHaveLength(1)
  expect(intents(world)).toMatchObject([{ status: 'succeeded', amount_received: 18_00 }])
})

test('a part is captured and the rest let go, which is no refund', async () => {
  await using world = await createWorld()
  const payment = await held(world)

  await capture(world, payment, { amountMinor: 5_00 })
  await world.settle()

  expect(await look(world, payment)).toMatchObject({
    status: 'succeeded',
    amount: { amountMinor: 18_00 },
    capturedMinor: 5_00,
    refundedMinor: 0,
  })
  expect(intents(world)).toMatchObject([{ amount_received: 5_00, amount_capturable: 0 }])
})

test('more than is held is refused, and the refusal is the answer to its repeat', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  const request = { amountMinor: 18_01, requestId: randomUUID() }
  const reason = { code: 'capture_exceeds_authorized', paymentId: payment.id, capturableMinor: 18_00, currency: 'usd' }

  await expect(capture(world, payment, request)).rejects.toThrow(refused(reason as never))
  await expect(capture(world, payment, request)).rejects.toThrow(refused(reason as never))

  expect(captureCalls(world)).toEqual([])
})

test('what is paid, or not there, cannot be captured', async () => {
  await using world = await createWorld()
  const { payment } = await world.pay()
  await world.settle()
  const nobodys = randomUUID()

  await expect(capture(world, payment)).rejects.toThrow(
    refused({ code: 'payment_not_capturable', paymentId: payment.id, status: 'succeeded' }),
  )
  await expect(capture(world, { id: nobodys })).rejects.toThrow(
    refused({ code: 'payment_not_found', paymentId: nobodys }),
  )
})

test('the same capture again gives the same answer; another amount under its id, and a second capture, are refused', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  const requestId = randomUUID()
  const first = await capture(world, payment, { requestId, amountMinor: 5_00 })

  const again = await capture(world, payment, { requestId, amountMinor: 5_00 })

  expect(again).toEqual(first)
  await expect(capture(world, payment, { requestId })).rejects.toThrow(
    refused({ code: 'request_id_reused', requestId }),
  )
  await expect(capture(world, payment, { amountMinor: 1_00 })).rejects.toThrow('payment_not_capturable')
  expect(captureCalls(world)).toHaveLength(1)
})

test('ten captures at once take the money once', async () => {
  await using world = await createWorld()
  const payment = await held(world)

  const rivals = await Promise.allSettled(
    Array.from({ length: 10 }, () => capture(world, payment, { amountMinor: 5_00 })),
  )
  await world.settle()

  expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(captureCalls(world)).toHaveLength(1)
  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', capturedMinor: 5_00 })
})

test.each(['before', 'after'] as const)(
  'a capture whose answer was lost (%s Stripe did it) is finished by its repeat, once',
  async (phase) => {
    await using world = await createWorld()
    const payment = await held(world)
    const request = { requestId: randomUUID(), amountMinor: 5_00 }
    world.stripe.webhooks.hold()
    loseCaptures(world, phase)
    const unanswered = await capture(world, payment, request)
    world.stripe.faults.clear()

    const again = await capture(world, payment, request)
    world.stripe.webhooks.release()
    await world.settle()

    expect(unanswered.status).toBe('requires_capture')
    expect(again).toMatchObject({ status: 'succeeded', capturedMinor: 5_00 })
    expect(world.mail.messages()).toHaveLength(1)
    expect(new Set(captureCalls(world).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  },
)

test('a capture that a dead process left is finished by the sweeper; others wait for it', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  loseCaptures(world, 'before')
  await capture(world, payment)
  const rival = capture(world, payment)
  await expect(rival).rejects.toThrow('request_in_progress')
  world.stripe.faults.clear()

  await world.expireLeases()
  await sweepAttempts(world.ctx)

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', capturedMinor: 18_00 })
})

test('a capture cut off after the payment was moved and before its attempt was closed ends once', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  loseCaptures(world, 'after')
  await capture(world, payment)
  world.stripe.faults.clear()
  await world.settle()
  const paid = await look(world, payment)

  await world.expireLeases()
  await sweepAttempts(world.ctx)

  expect(paid).toMatchObject({ status: 'succeeded' })
  expect(await look(world, payment)).toEqual(paid)
  const { rows } = await world.ctx.db.pool.query(`select state from attempt where operation = 'payments.capture'`)
  expect(rows).toEqual([{ state: 'answered' }])
})

test('a capture that no answer came to for a day is found by looking at Stripe', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  world.stripe.webhooks.hold()
  loseCaptures(world, 'after')
  await capture(world, payment)
  world.clock.advance({ hours: 21 })

  await world.expireLeases()
  await sweepAttempts(world.ctx)

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', capturedMinor: 18_00 })
})

test('the event of the hold that comes after the capture changes nothing', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.hold()
  const { payment } = await world.pay('4242424242424242', { captureMethod: 'manual' })
  await capture(world, payment)
  world.stripe.webhooks.release()
  await world.stripe.webhooks.idle()
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(`select id from webhook_event order by id desc`)

  for (const { id } of [...rows, ...rows]) await applyEvent(world.ctx, id)

  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', capturedMinor: 18_00 })
})

test('what was captured at Stripe’s dashboard is adopted, and a capture that comes too late is refused', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  world.stripe.webhooks.hold()
  const [intent] = intents(world)
  await fetch(`${world.stripe.url}/v1/payment_intents/${intent?.id}/capture`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.stripe.secretKey}` },
    body: new URLSearchParams({ amount_to_capture: '700' }),
  })

  const late = capture(world, payment)

  await expect(late).rejects.toThrow(
    refused({ code: 'payment_not_capturable', paymentId: payment.id, status: 'succeeded' }),
  )
  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', capturedMinor: 7_00 })
})

test('a hold that nobody captures for seven days is let go and the payment canceled', async () => {
  await using world = await createWorld()
  const payment = await held(world)

  world.clock.advance(seven)
  await world.stripe.clock.advance(1)
  await world.settle()

  expect(await look(world, payment)).toMatchObject({ status: 'canceled', capturableMinor: 0, captureBefore: null })
  await expect(capture(world, payment)).rejects.toThrow('payment_not_capturable')
})

test('without that event the sweeper notices near the deadline, and does not ask before', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  world.stripe.webhooks.hold()
  world.clock.advance({ days: 3 })
  const early = await sweepPayments(world.ctx)

  world.clock.advance({ days: 4 })
  await world.stripe.clock.advance(1)
  await sweepPayments(world.ctx)

  expect(early).toBe(0)
  expect(await look(world, payment)).toMatchObject({ status: 'canceled' })
})

test('a hold that passes 3-D Secure first is captured all the same', async () => {
  await using world = await createWorld()
  const { payment, clientSecret } = await world.pay('4000002500003155', { captureMethod: 'manual' })
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'authenticated')
  await world.settle()

  const captured = await capture(world, payment)

  expect(captured).toMatchObject({ status: 'succeeded', capturedMinor: 18_00, method: { last4: '3155' } })
})

test('only staff and the merchant’s backend capture, and each has an entry in the audit log', async () => {
  await using world = await createWorld()
  const payment = await held(world)
  const request = { requestId: randomUUID(), paymentId: payment.id }

  await expect(world.api('shopper').payments.capture(request)).rejects.toThrow('may not do this')
  await world.api('service').payments.capture(request)

  const { rows } = await world.ctx.db.pool.query(
    `select actor, before, after->'amountMinor' as amount from audit_entry where action = 'capture.requested'`,
  )
  expect(rows).toEqual([{ actor: 'service:persona-service', before: { capturableMinor: 1800 }, amount: 1800 }])
})

test('create, capture and cancel each have their own key at Stripe (P16)', async () => {
  await using world = await createWorld()
  await capture(world, await held(world))
  const other = await held(world)
  await world.api('support').payments.cancel({ requestId: randomUUID(), paymentId: other.id })

  const keys = world.stripe.requests().flatMap(({ idempotencyKey }) => idempotencyKey ?? [])

  expect(keys.map((key) => key.split('/').at(-1))).toEqual(['create', 'capture', 'create', 'cancel'])
  expect(new Set(keys).size).toBe(4)
})

test('what the bank statement says is sent along and is part of the request', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  await world.pay('4242424242424242', { requestId, statementDescriptorSuffix: 'MUG 7' })

  const other = world.pay('4242424242424242', { requestId, statementDescriptorSuffix: 'MUG 8' })

  await expect(other).rejects.toThrow(refused({ code: 'request_id_reused', requestId }))
  await expect(world.pay('4242424242424242', { requestId, captureMethod: 'manual' })).rejects.toThrow(
    'request_id_reused',
  )
  expect(intents(world)).toMatchObject([{ statement_descriptor_suffix: 'MUG 7', capture_method: 'automatic_async' }])
})
