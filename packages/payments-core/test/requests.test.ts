import { randomUUID } from 'node:crypto'
import { leaseSeconds, type Attempt } from '@azora/payments-core/attempt/attempt'
import { takeOverDueAttempt } from '@azora/payments-core/attempt/attempt-rows'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { processOperation, type ProcessInput } from '@azora/payments-core/payment/process-operation'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

const intents = (world: World) => world.stripe.objects('payment_intent')
const forgetRecords = (world: World) => world.ctx.db.pool.query('delete from idempotency_record')

test('a request repeated after its answer was forgotten charges nothing more, and gets the present state', async () => {
  await using world = await createWorld()
  const request = { requestId: randomUUID(), cart: world.cart() }
  const { payment } = await world.pay(undefined, request)
  await world.settle()
  await forgetRecords(world)

  const again = await world.pay(undefined, request)

  expect(again.payment).toMatchObject({ id: payment.id, status: 'succeeded' })
  expect(intents(world)).toHaveLength(1)
})

test('a forgotten request id with another cart is refused still', async () => {
  await using world = await createWorld()
  const requestId = randomUUID()
  await world.pay(undefined, { requestId })
  await forgetRecords(world)

  const other = world.pay(undefined, { requestId, cart: world.cart('usd', 2) })

  await expect(other).rejects.toThrow(refused({ code: 'request_id_reused', requestId }))
})

test('a refusal is an answer: the same request is refused again, also when the reason is gone', async () => {
  await using world = await createWorld()
  const { db } = world.ctx
  const request = { requestId: randomUUID(), cart: world.cart() }
  await db.pool.query('update product set active = false')
  const priceId = String(request.cart.items[0]?.priceId)
  const notFound = refused({ code: 'price_not_found', priceId })
  await expect(world.pay(undefined, request)).rejects.toThrow(notFound)
  await db.pool.query('update product set active = true')

  await expect(world.pay(undefined, request)).rejects.toThrow(notFound)
  await expect(world.pay(undefined, { ...request, requestId: randomUUID() })).resolves.toBeDefined()
})

test('a reason that passes is not kept: the same request is granted once it is gone', async () => {
  await using world = await createWorld()
  const cart = world.cart()
  const { payment } = await world.pay('4000000000009995', { cart })
  const second = { requestId: randomUUID(), cart, paymentId: payment.id }
  await world.ctx.db.pool.query(
    `insert into attempt (merchant_id, id, operation, subject_id, state, input, lease_until, created_at)
     select merchant_id, gen_random_uuid(), operation, subject_id, 'started', '{}', now() + interval '1 hour', now() from attempt`,
  )
  await expect(world.pay(undefined, second)).rejects.toThrow('request_in_progress')
  await world.ctx.db.pool.query(`delete from attempt where settled_at is null`)

  await expect(world.pay(undefined, second)).resolves.toMatchObject({ payment: { status: 'processing' } })
})

test('an attempt of an operation that this version does not know waits, and holds up no other', async () => {
  await using world = await createWorld()
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })
  const { payment } = await world.pay('4000000000000002')
  world.stripe.faults.clear()
  await world.ctx.db.pool.query(
    `insert into attempt (merchant_id, id, operation, subject_id, state, input, lease_until, created_at)
     select merchant_id, gen_random_uuid(), 'tomorrow.invented', gen_random_uuid(), 'started', '{}', now() - interval '1 hour', now() from attempt`,
  )
  await world.expireLeases()

  await sweepAttempts(world.ctx)

  expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({
    status: 'requires_payment_method',
  })
  const { rows } = await world.ctx.db.pool.query(`select operation from attempt where settled_at is null`)
  expect(rows).toEqual([{ operation: 'tomorrow.invented' }])
})

test('whoever lost the lease while it waited for Stripe writes nothing; whoever has it does (W8)', async () => {
  await using world = await createWorld()
  const { ctx } = world
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })
  const { payment } = await world.pay('4000000000000002')
  world.stripe.faults.clear()
  const takeOver = async () => {
    await world.expireLeases()
    const attempt = await ctx.db.first(takeOverDueAttempt, { merchantId: ctx.merchantId, leaseSeconds })
    if (!attempt) throw new Error('there is no attempt to take over')
    // The one attempt of this world was begun by payments.process.
    return attempt as Attempt<ProcessInput>
  }
  const slow = await takeOver()
  const quick = await takeOver()

  const late = await processOperation.finish(ctx, slow)
  const { status } = await getPayment(world.as('shopper'), { paymentId: payment.id })
  const owner = await processOperation.finish(ctx, quick)

  expect(late.kind).toBe('overtaken')
  expect(status).toBe('processing')
  expect(owner).toMatchObject({ kind: 'settled', stored: { answer: { status: 'requires_payment_method' } } })
})
