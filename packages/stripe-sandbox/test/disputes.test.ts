import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'
import { idOf } from './support/id-of.ts'

const day = 24 * 3600

const pay = ({ stripe, token }: World, card: string): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({ amount: 50_00, currency: 'usd', confirm: true, confirmation_token: token(card) })

async function disputed(world: World, card = '4000000000000259'): Promise<{ dispute: Stripe.Dispute; charge: string }> {
  const intent = await pay(world, card)
  await world.sandbox.clock.advance(60)
  const [dispute] = (await world.stripe.disputes.list({ payment_intent: intent.id })).data
  if (!dispute) throw new Error('no dispute was raised')
  return { dispute, charge: idOf(intent.latest_charge) }
}

const net = async ({ stripe }: World): Promise<number> => {
  const { available, pending } = await stripe.balance.retrieve()
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)
}

const types = (world: World): string[] => world.sandbox.objects('event').map(({ type }) => type)
const paidNet = 50_00 - 175
const fee = 15_00

test('a dispute that is lost after evidence keeps the money and the fee', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { dispute, charge } = await disputed(world)
  expect(dispute).toMatchObject({
    status: 'needs_response',
    reason: 'fraudulent',
    amount: 50_00,
    is_charge_refundable: false,
    balance_transactions: [{ amount: -50_00, fee, net: -65_00, type: 'adjustment', reporting_category: 'dispute' }],
  })
  expect(await net(world)).toBe(paidNet - 65_00)
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true })
  await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_disputed' })
  const kept = await stripe.disputes.update(dispute.id, { evidence: { customer_name: 'Ada' }, submit: false })
  expect(kept).toMatchObject({
    status: 'needs_response',
    evidence_details: { has_evidence: true, submission_count: 0 },
  })

  const sent = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'losing_evidence' } })
  await sandbox.clock.advance(2 * day)

  expect(sent).toMatchObject({ status: 'under_review', evidence: { customer_name: 'Ada' } })
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'lost' })
  expect(await net(world)).toBe(paidNet - 65_00)
  expect(types(world).filter((type) => type.startsWith('charge.dispute'))).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.updated',
    'charge.dispute.updated',
    'charge.dispute.closed',
  ])
})

test('a dispute that is won brings the money back but not the fee', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { dispute, charge } = await disputed(world, '4000000000002685')
  expect(dispute.reason).toBe('product_not_received')

  await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } })
  await expect(stripe.disputes.update(dispute.id, { evidence: { customer_name: 'B' } })).rejects.toMatchObject({
    param: 'evidence',
  })
  await sandbox.clock.advance(30 * day)

  const won = await stripe.disputes.retrieve(dispute.id)
  expect(won).toMatchObject({ status: 'won', is_charge_refundable: true })
  expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([-50_00, 50_00])
  expect(await net(world)).toBe(paidNet - fee)
  expect(types(world)).toContain('charge.dispute.funds_reinstated')
  await expect(stripe.refunds.create({ charge })).resolves.toMatchObject({ status: 'succeeded' })
})

test('a dispute that nobody answers is lost at its deadline', async () => {
  await using world = await createWorld()
  const { dispute } = await disputed(world)
  const dueBy = dispute.evidence_details.due_by ?? 0
  const secondsLeft = dueBy - Math.floor(world.sandbox.clock.now().getTime() / 1000)
  await world.sandbox.clock.advance(secondsLeft - 60)
  expect(await world.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'needs_response' })

  await world.sandbox.clock.advance(120)

  expect(await world.stripe.disputes.retrieve(dispute.id)).toMatchObject({
    status: 'lost',
    evidence_details: { past_due: true },
  })
})

test('a dispute can be given up, once', async () => {
  await using world = await createWorld()
  const { dispute } = await disputed(world)

  expect(await world.stripe.disputes.close(dispute.id)).toMatchObject({ status: 'lost' })

  await expect(world.stripe.disputes.close(dispute.id)).rejects.toMatchObject({ statusCode: 400 })
})

test('an inquiry moves no money, and a full refund ends it', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { dispute, charge } = await disputed(world, '4000000000001976')
  expect(dispute).toMatchObject({
    status: 'warning_needs_response',
    balance_transactions: [],
    payment_method_details: { card: { case_type: 'inquiry' } },
  })
  expect(await net(world)).toBe(paidNet)

  await stripe.refunds.create({ charge })

  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'warning_closed' })
})

test('an inquiry that is escalated takes the money after all', async () => {
  await using world = await createWorld()
  const { stripe } = world
  const { dispute } = await disputed(world, '4000000000001976')

  await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } })
  await world.sandbox.clock.advance(2 * day)

  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
    status: 'needs_response',
    payment_method_details: { card: { case_type: 'chargeback' } },
  })
  expect(await net(world)).toBe(paidNet - 65_00)
})

test('an inquiry that nobody answers just ends', async () => {
  await using world = await createWorld()
  const { dispute } = await disputed(world, '4000000000001976')

  await world.sandbox.clock.advance(30 * day)

  expect(await world.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'warning_closed' })
  expect(await net(world)).toBe(paidNet)
})

test('any paid charge can be disputed on command, and decided', async () => {
  await using world = await createWorld()
  const { sandbox } = world
  const { id } = await pay(world, '4242424242424242')
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
    // Each answer of the control is a hash of words and ids.
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }

  const { body: dispute } = await post('disputes', { payment: id, reason: 'product_not_received' })
  expect(await post('disputes', { payment: id })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('open') },
  })
  await post('disputes/decide', { dispute: dispute['id'], outcome: 'won' })

  expect(await world.stripe.disputes.retrieve(dispute['id'] ?? '')).toMatchObject({ status: 'won' })
  expect(await net(world)).toBe(paidNet - fee)
})

test('an early fraud warning is actionable until the charge is refunded', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id, latest_charge: charge } = await pay(world, '4000000000005423')
  await sandbox.clock.advance(60)
  const [warning] = (await stripe.radar.earlyFraudWarnings.list({ charge: idOf(charge) })).data
  expect(warning).toMatchObject({ actionable: true, fraud_type: 'made_with_stolen_card', payment_intent: id })

  await stripe.refunds.create({ payment_intent: id, reason: 'fraudulent' })

  expect(await stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '')).toMatchObject({ actionable: false })
  expect(types(world)).toContain('radar.early_fraud_warning.updated')
})

test('a charge with an elevated risk is reviewed, and approved or refunded', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const good = await pay(world, '4000000000009235')
  const bad = await pay(world, '4000000000009235')
  await sandbox.clock.advance(60)
  const { data: open } = await stripe.reviews.list({ expand: ['data.charge'] })
  expect(open.map(({ payment_intent: intent }) => intent)).toEqual([bad.id, good.id])
  const reviewOf = async ({ id }: Stripe.PaymentIntent) => idOf((await stripe.paymentIntents.retrieve(id)).review)

  const approved = await stripe.reviews.approve(await reviewOf(good))
  await stripe.refunds.create({ payment_intent: bad.id, reason: 'fraudulent' })

  expect(approved).toMatchObject({ open: false, reason: 'approved', closed_reason: 'approved' })
  expect(await stripe.reviews.retrieve(await reviewOf(bad))).toMatchObject({ closed_reason: 'refunded_as_fraud' })
  expect((await stripe.reviews.list()).data).toEqual([])
  await expect(stripe.reviews.approve(approved.id)).rejects.toMatchObject({ statusCode: 400 })
  expect(types(world).filter((type) => type.startsWith('review'))).toEqual([
    'review.opened',
    'review.opened',
    'review.closed',
    'review.closed',
  ])
})
