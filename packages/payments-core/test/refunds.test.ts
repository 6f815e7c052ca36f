import { randomUUID } from 'node:crypto'
import { CreateRefund } from '@azora/contract/refund'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { readRefund } from '@azora/payments-core/refund/read-refund'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  applyEvents,
  auditOf,
  documentsOf,
  loseAnswers,
  loseProcess,
  moneyOf,
  paid,
  refund,
  refundAtStripe,
  refundKeys,
  refundsAtStripe,
} from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => {
  world.stripe.faults.clear()
  world.stripe.webhooks.release()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const setting = (path: string, value: string) =>
  world.ctx.db.pool.query('update merchant set settings = jsonb_set(settings, $1, $2)', [`{refunds,${path}}`, value])

test('a refund is made once at Stripe, under a key made from its own id, and the shopper sees the money gone back', async () => {
  const paymentId = await paid(world)

  const made = await refund(world, { paymentId, reason: 'requested_by_customer', note: 'arrived broken' }, 'support')
  await applyEvents(world)

  expect(made).toMatchObject({
    status: 'succeeded',
    amount: { amountMinor: 18_00, currency: 'usd' },
    reason: 'requested_by_customer',
    note: 'arrived broken',
    origin: 'azora',
    requestedBy: 'persona-support',
    decidedBy: null,
  })
  expect(refundKeys(world)).toEqual([`attempt/${made.id}/create`])
  const atStripe = await refundsAtStripe(world, paymentId)
  expect(atStripe).toMatchObject([
    {
      amount: 18_00,
      reason: 'requested_by_customer',
      metadata: { azora_merchant_id: world.ctx.merchantId, azora_payment_id: paymentId, azora_attempt_id: made.id },
    },
  ])
  expect(JSON.stringify(atStripe)).not.toContain('broken')
  expect(await getPayment(world.as('shopper'), { paymentId })).toMatchObject({
    status: 'succeeded',
    refundedMinor: 18_00,
  })
  expect(await auditOf(world, paymentId)).toEqual(['staff:persona-support refund.created', 'stripe refund.succeeded'])
})

test('partial refunds go on until nothing is left, whatever order their events come in, each with its receipt and mail (R7)', async () => {
  const paymentId = await paid(world)
  world.stripe.webhooks.faults.add({ match: { type: '*refund*' }, effect: 'reorder', size: 6 })

  for (const amountMinor of [5_00, 8_00]) await refund(world, { paymentId, amountMinor })
  const rest = await refund(world, { paymentId })
  world.stripe.webhooks.faults.clear()
  await applyEvents(world)

  expect(rest.amount.amountMinor).toBe(5_00)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 18_00 })
  expect((await refundsAtStripe(world, paymentId)).map(({ amount }) => amount)).toEqual([5_00, 8_00, 5_00])
  expect(await documentsOf(world, paymentId)).toEqual([
    'payment v1 1800 receipt_mail',
    'payment v2 1800',
    'payment v3 1800',
    'payment v4 1800',
    'refund v1 500 succeeded refund_mail',
    'refund v1 800 succeeded refund_mail',
    'refund v1 500 succeeded refund_mail',
  ])
  const exceeds = { code: 'refund_exceeds_payment', leftMinor: 0, currency: 'usd' } as const
  await expect(refund(world, { paymentId })).rejects.toThrow(refused({ ...exceeds, askedMinor: 0 }))
  await expect(refund(world, { paymentId, amountMinor: 1 })).rejects.toThrow(refused({ ...exceeds, askedMinor: 1 }))
})

test('a refund of one of two payments changes that one only (R10)', async () => {
  const [one, other] = [await paid(world), await paid(world)]

  await refund(world, { paymentId: one, amountMinor: 7_00 })
  await applyEvents(world)

  expect(await moneyOf(world, one)).toEqual({ reserved: 7_00, refunded: 7_00 })
  expect(await moneyOf(world, other)).toEqual({ reserved: 0, refunded: 0 })
  expect(await documentsOf(world, other)).toHaveLength(1)
})

test('more than is left, an unpaid, an unknown and an old payment are refused, and Stripe is not asked (R2)', async () => {
  const paymentId = await paid(world)
  const { payment: declined } = await world.pay('4000000000000002')
  const stranger = randomUUID()
  const { length: calls } = refundKeys(world)
  const paidAt = world.clock.now().getTime()

  await expect(refund(world, { paymentId, amountMinor: 18_01 })).rejects.toThrow(
    refused({ code: 'refund_exceeds_payment', askedMinor: 18_01, leftMinor: 18_00, currency: 'usd' }),
  )
  await expect(refund(world, { paymentId: declined.id })).rejects.toThrow(
    refused({ code: 'payment_not_refundable', paymentId: declined.id, status: 'requires_payment_method' }),
  )
  await expect(refund(world, { paymentId: stranger })).rejects.toThrow(
    refused({ code: 'payment_not_found', paymentId: stranger }),
  )
  world.clock.advance({ days: 90 })
  await refund(world, { paymentId, amountMinor: 1_00 })
  world.clock.advance({ seconds: 1 })
  await expect(refund(world, { paymentId, amountMinor: 1_00 })).rejects.toThrow(
    refused({
      code: 'refund_window_over',
      paymentId,
      endedAt: new Date(paidAt + 90 * 86_400_000).toISOString(),
    }),
  )

  expect(refundKeys(world)).toHaveLength(calls + 1)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 1_00, refunded: 1_00 })
})

test('the window is the merchant’s to set', async () => {
  const paymentId = await paid(world)
  world.clock.advance({ days: 15 })

  await setting('windowDays', '14')
  await expect(refund(world, { paymentId })).rejects.toThrow('refund_window_over')
  await setting('windowDays', '90')

  expect(await refundsAtStripe(world, paymentId)).toEqual([])
})

test.each([0, -1, 0.5, 2 ** 53 + 1, Number.NaN, '100', 10n ** 19n])(
  'no amount is %s, and no currency but the payment’s is named (R2)',
  (amountMinor) => {
    const request = { requestId: randomUUID(), paymentId: randomUUID() }
    expect(CreateRefund.safeParse(request).success).toBe(true)

    expect(CreateRefund.safeParse({ ...request, amountMinor }).success).toBe(false)
    expect(CreateRefund.safeParse({ ...request, amountMinor: 1, currency: 'eur' }).success).toBe(false)
    expect(CreateRefund.safeParse({ ...request, note: 'a\u0000b' }).success).toBe(false)
    expect(CreateRefund.safeParse({ ...request, note: 'x'.repeat(501) }).success).toBe(false)
  },
)

test('an amount that the currency has no coin for is refused (R2)', async () => {
  const { payment } = await world.pay(undefined, { cart: world.cart('kwd') })
  await applyEvents(world)

  await expect(refund(world, { paymentId: payment.id, amountMinor: 1_005 })).rejects.toThrow(
    refused({
      code: 'input_invalid',
      fields: [{ path: 'amountMinor', message: 'must be a multiple of 10 in kwd' }],
    }),
  )
})

test('nothing is refunded while a dispute is open, and all of it again when it was won (R12)', async () => {
  const paymentId = await paid(world)
  await world.ctx.db.pool.query('update payment set disputed_minor = amount_minor where id = $1', [paymentId])

  await expect(refund(world, { paymentId })).rejects.toThrow(refused({ code: 'payment_disputed', paymentId }))
  await world.ctx.db.pool.query('update payment set disputed_minor = 0 where id = $1', [paymentId])

  await expect(refund(world, { paymentId })).resolves.toMatchObject({ status: 'succeeded' })
})

test('a dispute that opens while a refund’s answer is unknown changes nothing about that refund (R12)', async () => {
  const paymentId = await paid(world)
  const { id } = await loseProcess(world, 'after', () => refund(world, { paymentId, amountMinor: 5_00 }))
  await world.ctx.db.pool.query('update payment set disputed_minor = amount_minor where id = $1', [paymentId])

  await sweepAttempts(world.ctx)

  expect(await readRefund(world.ctx, id)).toMatchObject({ status: 'succeeded' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 5_00, refunded: 5_00 })
})

test('the same request gives the same answer; another input is refused; both also after the record was forgotten', async () => {
  const paymentId = await paid(world)
  const request = { requestId: randomUUID(), paymentId, amountMinor: 5_00 }
  const first = await refund(world, request)

  expect(await refund(world, request)).toEqual(first)
  const reused = refused({ code: 'request_id_reused', requestId: request.requestId })
  await expect(refund(world, { ...request, amountMinor: 6_00 })).rejects.toThrow(reused)
  await world.ctx.db.pool.query('delete from idempotency_record')
  expect(await refund(world, request)).toEqual(first)
  await expect(refund(world, { ...request, amountMinor: 6_00 })).rejects.toThrow(reused)

  expect(await refundsAtStripe(world, paymentId)).toHaveLength(1)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 5_00, refunded: 5_00 })
})

test('ten clicks at once are one refund', async () => {
  const paymentId = await paid(world)
  const request = { requestId: randomUUID(), paymentId, amountMinor: 5_00 }

  const clicks = await Promise.all(Array.from({ length: 10 }, () => refund(world, request)))

  expect(new Set(clicks.map(({ id }) => id)).size).toBe(1)
  expect(await refundsAtStripe(world, paymentId)).toHaveLength(1)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 5_00, refunded: 5_00 })
})

test('a lost answer leaves the refund pending and its amount reserved; the same request finishes it once (R4)', async () => {
  const paymentId = await paid(world)
  const request = { requestId: randomUUID(), paymentId, amountMinor: 10_00 }
  world.stripe.webhooks.hold()
  loseAnswers(world, 'after')

  const first = await refund(world, request)
  world.stripe.faults.clear()

  expect(first.status).toBe('pending')
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 10_00, refunded: 0 })
  expect(await documentsOf(world, paymentId)).toHaveLength(1)
  await expect(refund(world, { paymentId, amountMinor: 9_00 })).rejects.toThrow('refund_exceeds_payment')
  expect(await refund(world, request)).toMatchObject({ id: first.id, status: 'succeeded' })
  expect(await refundsAtStripe(world, paymentId)).toHaveLength(1)
})

test.each(['before', 'after'] as const)(
  'a process that died %s Stripe took the refund leaves it to the sweeper, which makes it once (R4)',
  async (phase) => {
    const paymentId = await paid(world)
    const { id } = await loseProcess(world, phase, () => refund(world, { paymentId }))

    await sweepAttempts(world.ctx)

    expect(await readRefund(world.ctx, id)).toMatchObject({ status: 'succeeded' })
    expect(await refundsAtStripe(world, paymentId)).toHaveLength(1)
    expect(await auditOf(world, paymentId)).toEqual(['staff:persona-admin refund.created', 'stripe refund.succeeded'])
  },
)

test('a day later the refund is found at Stripe by our id in its metadata, though Stripe has forgotten the key (R4)', async () => {
  const paymentId = await paid(world)
  const { id } = await loseProcess(world, 'after', () => refund(world, { paymentId, amountMinor: 5_00 }))
  await refundAtStripe(world, { paymentId, amountMinor: 5_00 })
  world.clock.advance({ hours: 25 })
  const { length: calls } = refundKeys(world)

  await sweepAttempts(world.ctx)

  expect(await readRefund(world.ctx, id)).toMatchObject({ status: 'succeeded' })
  expect(refundKeys(world)).toHaveLength(calls)
})

test('a refund that never reached Stripe fails when its key is too old, and its amount is free again (R9)', async () => {
  const paymentId = await paid(world)
  const { id } = await loseProcess(world, 'before', () => refund(world, { paymentId }))
  world.clock.advance({ hours: 25 })

  await sweepAttempts(world.ctx)

  expect(await readRefund(world.ctx, id)).toMatchObject({ status: 'failed', failureReason: 'never_arrived' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
  expect(await refundsAtStripe(world, paymentId)).toEqual([])
})

test('when Stripe refuses, the refund has failed, staff see why, and its amount is free again (R9)', async () => {
  const paymentId = await paid(world)
  world.stripe.webhooks.hold()
  await refundAtStripe(world, { paymentId })
  const request = { requestId: randomUUID(), paymentId }

  const failed = await refund(world, request)

  expect(failed).toMatchObject({ status: 'failed', failureReason: 'charge_already_refunded' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
  expect(await refund(world, request)).toEqual(failed)
  world.stripe.webhooks.release()
  await applyEvents(world)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 18_00, refunded: 18_00 })
})
