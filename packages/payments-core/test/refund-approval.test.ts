import { randomUUID } from 'node:crypto'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { approveRefund } from '@azora/payments-core/refund/approve-refund'
import { readRefund } from '@azora/payments-core/refund/read-refund'
import { rejectRefund } from '@azora/payments-core/refund/reject-refund'
import { createWorld, type personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  applyEvents,
  auditOf,
  documentsOf,
  loseProcess,
  moneyOf,
  paid,
  refund,
  refundKeys,
  refundsAtStripe,
} from './support/refunds.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const approve = (refundId: string, persona: keyof typeof personas = 'admin2') =>
  approveRefund(world.as(persona), { requestId: randomUUID(), refundId })

/** Three mugs are 54.00 USD, and support refunds 50.00 of a payment alone. */
async function waiting() {
  const paymentId = await paid(world, 3)
  return { paymentId, made: await refund(world, { paymentId }, 'support') }
}

test('a refund above its asker’s limit is reserved and waits; Stripe hears of it when a second person approves (S32)', async () => {
  const { paymentId, made } = await waiting()

  expect(made).toMatchObject({ status: 'requires_approval', requestedBy: 'persona-support', decidedBy: null })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 54_00, refunded: 0 })
  expect(await refundsAtStripe(world, paymentId)).toEqual([])
  const approved = await approve(made.id)
  await applyEvents(world)
  expect(approved).toMatchObject({ id: made.id, status: 'succeeded', decidedBy: 'persona-admin2' })
  expect(refundKeys(world)).toEqual([`attempt/${made.id}/create`])
  expect(await documentsOf(world, paymentId)).toEqual([
    'payment v1 5400 receipt_mail',
    'payment v2 5400',
    'refund v1 5400 succeeded refund_mail',
  ])
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 54_00, refunded: 54_00 })
  expect(await auditOf(world, paymentId)).toEqual([
    'staff:persona-support refund.requested',
    'staff:persona-admin2 refund.approved',
    'stripe refund.succeeded',
  ])
})

test('what went back before counts: a limit is not passed in small steps (S32)', async () => {
  const paymentId = await paid(world, 3)

  const first = await refund(world, { paymentId, amountMinor: 30_00 }, 'support')
  const second = await refund(world, { paymentId, amountMinor: 20_00 }, 'support')
  const third = await refund(world, { paymentId, amountMinor: 1 }, 'support')

  expect([first.status, second.status, third.status]).toEqual(['succeeded', 'succeeded', 'requires_approval'])
})

test('nobody refunds alone in a currency without a limit', async () => {
  const { payment } = await world.pay(undefined, { cart: world.cart('kwd') })
  await applyEvents(world)

  const made = await refund(world, { paymentId: payment.id, amountMinor: 10 }, 'admin')

  expect(made.status).toBe('requires_approval')
})

test('staff cannot refund a payment of their own alone, nor approve a refund of it (S32)', async () => {
  const { payment } = await processPayment(world.as('admin'), {
    requestId: randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })
  await applyEvents(world)
  const paymentId = payment.id

  const made = await refund(world, { paymentId, amountMinor: 1_00 }, 'admin')
  const other = await refund(world, { paymentId, amountMinor: 1_00 }, 'admin2')

  expect([made.status, other.status]).toEqual(['requires_approval', 'succeeded'])
  await expect(approve(made.id, 'admin')).rejects.toThrow(refused({ code: 'approver_must_differ', refundId: made.id }))
})

test('whoever asked cannot approve; nobody approves what is not there or does not wait', async () => {
  const paymentId = await paid(world, 30)
  const made = await refund(world, { paymentId }, 'admin')
  const stranger = randomUUID()

  await expect(approve(made.id, 'admin')).rejects.toThrow(refused({ code: 'approver_must_differ', refundId: made.id }))
  await expect(approve(stranger)).rejects.toThrow(refused({ code: 'refund_not_found', refundId: stranger }))
  await approve(made.id)
  await expect(approve(made.id)).rejects.toThrow(
    refused({ code: 'refund_not_approvable', refundId: made.id, status: 'succeeded' }),
  )
})

test('a dispute that opened meanwhile stops the approval (R12)', async () => {
  const { paymentId, made } = await waiting()
  await world.ctx.db.pool.query('update payment set disputed_minor = amount_minor where id = $1', [paymentId])

  await expect(approve(made.id)).rejects.toThrow(refused({ code: 'payment_disputed', paymentId }))
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'requires_approval' })
  expect(await refundsAtStripe(world, paymentId)).toEqual([])
})

test('a rejected refund frees what it reserved; whoever asked may take it back', async () => {
  const paymentId = await paid(world, 30)
  const made = await refund(world, { paymentId }, 'admin')
  const request = { requestId: randomUUID(), refundId: made.id }

  const rejected = await rejectRefund(world.as('admin'), request)

  expect(rejected).toMatchObject({ status: 'rejected', decidedBy: 'persona-admin' })
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 0, refunded: 0 })
  expect(await rejectRefund(world.as('admin'), request)).toEqual(rejected)
  await expect(approve(made.id)).rejects.toThrow('refund_not_approvable')
  expect(await refundsAtStripe(world, paymentId)).toEqual([])
  expect(await auditOf(world, paymentId)).toEqual([
    'staff:persona-admin refund.requested',
    'staff:persona-admin refund.rejected',
  ])
})

test('support takes back what it asked for itself, and nothing that others ask for (S32)', async () => {
  const own = await waiting()
  const others = await refund(world, { paymentId: await paid(world, 30) }, 'admin')
  const reject = (refundId: string) => rejectRefund(world.as('support'), { requestId: randomUUID(), refundId })

  expect(await reject(own.made.id)).toMatchObject({ status: 'rejected', decidedBy: 'persona-support' })
  expect(await moneyOf(world, own.paymentId)).toEqual({ reserved: 0, refunded: 0 })
  await expect(reject(others.id)).rejects.toThrow(refused({ code: 'forbidden' }))
  expect(await readRefund(world.ctx, others.id)).toMatchObject({ status: 'requires_approval' })
})

test('asking above the limit again gives the same refund, also after the record was forgotten', async () => {
  const paymentId = await paid(world, 3)
  const request = { requestId: randomUUID(), paymentId, amountMinor: 51_00 }
  const first = await refund(world, request, 'support')

  expect(await refund(world, request, 'support')).toEqual(first)
  await world.ctx.db.pool.query('delete from idempotency_record')
  expect(await refund(world, request, 'support')).toEqual(first)
  expect(await moneyOf(world, paymentId)).toEqual({ reserved: 51_00, refunded: 0 })
})

test('of approvals and rejections at once one decides, and the refund is made at most once', async () => {
  const { paymentId, made } = await waiting()

  const results = await Promise.allSettled([
    approve(made.id, 'admin'),
    approve(made.id, 'admin2'),
    rejectRefund(world.as('admin'), { requestId: randomUUID(), refundId: made.id }),
    rejectRefund(world.as('admin2'), { requestId: randomUUID(), refundId: made.id }),
  ])

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { status } = await readRefund(world.ctx, made.id)
  const isMade = status === 'succeeded'
  expect(['succeeded', 'rejected']).toContain(status)
  expect(await refundsAtStripe(world, paymentId)).toHaveLength(isMade ? 1 : 0)
  expect(await moneyOf(world, paymentId)).toEqual(
    isMade ? { reserved: 54_00, refunded: 54_00 } : { reserved: 0, refunded: 0 },
  )
})

test('an approval whose answer was lost is finished by the sweeper, once (R4)', async () => {
  const { paymentId, made } = await waiting()
  const pending = await loseProcess(world, 'after', () => approve(made.id))

  await sweepAttempts(world.ctx)

  expect(pending.status).toBe('pending')
  expect(await readRefund(world.ctx, made.id)).toMatchObject({ status: 'succeeded' })
  expect(await refundsAtStripe(world, paymentId)).toHaveLength(1)
})
