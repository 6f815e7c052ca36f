import { randomUUID } from 'node:crypto'
import { readDispute } from '@azora/payments-core/dispute/read-dispute'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputedMinor, disputePayment, onlyDisputeOf, winning } from './support/dispute-payment.ts'
import { createQuietWorld, hear, pass, payQuietly } from './support/quiet-world.ts'

let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const submit = (disputeId: string) => world.api('support').disputes.submit({ requestId: randomUUID(), disputeId })
const save = (disputeId: string, evidence: Record<string, string | null>) =>
  world.api('support').disputes.saveEvidence({ disputeId, evidence })

/** The bank decides on what it was sent. */
async function decided({ disputeId, stripeDisputeId }: { disputeId: string; stripeDisputeId: string }) {
  await pass(world, { days: 1 })
  await hear(world, stripeDisputeId)
  return readDispute(world.ctx, disputeId)
}

test('a dispute comes with its deadline, its reason and the fee, and holds what is disputed', async () => {
  const { paymentId, dispute } = await disputePayment(world)

  expect(dispute).toMatchObject({
    paymentId,
    status: 'needs_response',
    reason: 'fraudulent',
    amount: { amountMinor: 18_00, currency: 'usd' },
    evidenceDueAt: '2026-11-30T23:59:59.000Z',
    withdrawn: { amountMinor: 18_00, currency: 'usd' },
    reinstated: { amountMinor: 0, currency: 'usd' },
    fee: { amountMinor: 15_00, currency: 'usd' },
    evidence: {},
    exceedsPayment: false,
  })
  expect(await disputedMinor(world, paymentId)).toBe(18_00)
})

test('evidence is drafted by two people, submitted once, and wins the money back; the fee stays', async () => {
  const disputed = await disputePayment(world)
  const { disputeId, paymentId, stripeDisputeId } = disputed

  await save(disputeId, { customerName: 'Ada Park', receipt: 'file_old1' })
  await world.api('admin').disputes.saveEvidence({ disputeId, evidence: { ...winning, customerName: null } })
  const submitted = await submit(disputeId)
  const won = await decided(disputed)

  expect(submitted).toMatchObject({ status: 'under_review', isBeingAnswered: false })
  expect(submitted).not.toHaveProperty('evidence')
  expect(world.stripe.objects('dispute').find(({ id }) => id === stripeDisputeId)?.evidence).toMatchObject({
    uncategorized_text: 'winning_evidence',
    receipt: 'file_receipt1',
    customer_name: null,
  })
  expect(won).toMatchObject({
    status: 'won',
    evidence: winning,
    reinstated: { amountMinor: 18_00 },
    fee: { amountMinor: 15_00 },
    submittedAt: submitted.submittedAt,
  })
  expect(await disputedMinor(world, paymentId)).toBe(0)
  expect(won.timeline.map(({ kind, actor }) => `${actor} ${kind}`)).toEqual(
    expect.arrayContaining([
      'stripe opened',
      'staff:persona-support evidence_saved',
      'staff:persona-admin evidence_saved',
      'staff:persona-support submitting',
      'stripe submitted',
      'stripe moved',
    ]),
  )
})

test('evidence that does not convince loses the dispute, and the payment stays held', async () => {
  const disputed = await disputePayment(world)
  await save(disputed.disputeId, { uncategorizedText: 'losing_evidence' })
  await submit(disputed.disputeId)

  expect(await decided(disputed)).toMatchObject({ status: 'lost', reinstated: { amountMinor: 0 } })
  expect(await disputedMinor(world, disputed.paymentId)).toBe(18_00)
})

test('an inquiry holds nothing, and evidence answers it', async () => {
  const disputed = await disputePayment(world, { isInquiry: true })
  const { paymentId, disputeId, dispute } = disputed

  expect(dispute).toMatchObject({ status: 'warning_needs_response', withdrawn: null, fee: null })
  expect(await disputedMinor(world, paymentId)).toBe(0)
  await save(disputeId, winning)

  expect((await submit(disputeId)).status).toBe('warning_under_review')
  expect((await decided(disputed)).status).toBe('warning_closed')
  expect(await disputedMinor(world, paymentId)).toBe(0)
})

test('an inquiry that becomes a dispute holds the payment and is answered a second time', async () => {
  const disputed = await disputePayment(world, { isInquiry: true })
  const { paymentId, disputeId } = disputed
  await save(disputeId, { uncategorizedText: 'escalate_inquiry_evidence' })
  await submit(disputeId)

  expect(await decided(disputed)).toMatchObject({ status: 'needs_response', fee: { amountMinor: 15_00 } })
  expect(await disputedMinor(world, paymentId)).toBe(18_00)

  await save(disputeId, winning)
  await submit(disputeId)
  expect((await decided(disputed)).status).toBe('won')
  expect(await disputedMinor(world, paymentId)).toBe(0)
})

test('a dispute of more than is left beside a refund under way is marked for staff (R12)', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  await world.ctx.db.pool.query(
    `with paid as (
       update payment set refund_reserved_minor = 10_00 where id = $1 returning merchant_id, id, currency
     )
     insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, created_at, updated_at)
     select merchant_id, gen_random_uuid(), id, 'pending', currency, 10_00, now(), now() from paid`,
    [paymentId],
  )
  await hear(world, world.stripe.money.raiseDispute(intentId).id)

  expect(await onlyDisputeOf(world, paymentId)).toMatchObject({ exceedsPayment: true })
  expect(world.logged.join()).toContain('together exceed what was captured')
})

test('the list shows what is due first, page by page, and closed disputes only among all', async () => {
  await using fresh = await createQuietWorld()
  const ids: string[] = []
  for (let count = 0; count < 3; count += 1) {
    ids.push((await disputePayment(fresh)).paymentId)
    fresh.clock.advance({ days: 1 })
  }
  const { disputes } = fresh.api('support')
  const [, , last] = (await disputes.list({})).disputes
  await fresh.api('admin').disputes.accept({ requestId: randomUUID(), disputeId: String(last?.id) })

  const first = await disputes.list({ limit: 1 })
  const second = await disputes.list({ limit: 1, cursor: first.nextCursor })
  const all = await disputes.list({ sort: 'newest' })
  const lost = await disputes.list({ sort: 'newest', status: 'lost' })

  expect([...first.disputes, ...second.disputes].map(({ paymentId }) => paymentId)).toEqual(ids.slice(0, 2))
  expect(second.nextCursor).toBeNull()
  expect(all.disputes.map(({ paymentId }) => paymentId)).toEqual(ids.toReversed())
  expect(lost.disputes).toHaveLength(1)
})
