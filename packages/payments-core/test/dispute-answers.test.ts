import { randomUUID } from 'node:crypto'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { submitEvidence } from '@azora/payments-core/dispute/answer-dispute'
import { readDispute } from '@azora/payments-core/dispute/read-dispute'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { disputedMinor, disputePayment, winning } from './support/dispute-payment.ts'
import { createQuietWorld, hear, pass } from './support/quiet-world.ts'
import { refusalOf } from './support/refusal-of.ts'

let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterEach(() => world.stripe.faults.clear())
afterAll(() => world[Symbol.asyncDispose]())

/** A dispute whose evidence is drafted, and what a test asks about it. */
async function drafted(evidence: Record<string, string> = winning) {
  const disputed = await disputePayment(world)
  const { disputeId, stripeDisputeId } = disputed
  const { disputes } = world.api('support')
  await disputes.saveEvidence({ disputeId, evidence })
  return {
    ...disputed,
    disputes,
    request: { requestId: randomUUID(), disputeId },
    /** How often Stripe was asked to take an answer. */
    asked: () =>
      world.stripe.requests().filter(({ method, path }) => method === 'POST' && path.includes(stripeDisputeId)).length,
    /** How often Stripe took one. */
    taken: () =>
      world.stripe.objects('dispute').find(({ id }) => id === stripeDisputeId)?.evidence_details.submission_count,
  }
}

async function sweep(): Promise<void> {
  await world.expireLeases()
  await sweepAttempts(world.ctx)
}

const lose = (phase: 'before' | 'after') =>
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase, times: 'always' })

test('a dispute that is given up is lost at once, and only once', async () => {
  const { paymentId, disputeId, stripeDisputeId, asked } = await drafted()
  const { disputes } = world.api('admin')

  const accepted = await disputes.accept({ requestId: randomUUID(), disputeId })
  await hear(world, stripeDisputeId)

  expect(accepted).toMatchObject({ status: 'lost', submittedAt: null })
  expect(accepted.acceptedAt).not.toBeNull()
  expect(await disputedMinor(world, paymentId)).toBe(18_00)
  expect(await refusalOf(disputes.accept({ requestId: randomUUID(), disputeId }))).toEqual({
    code: 'dispute_not_answerable',
    disputeId,
    status: 'lost',
  })
  expect(asked()).toBe(1)
  const { timeline } = await readDispute(world.ctx, disputeId)
  expect(timeline.map(({ kind, actor }) => `${actor} ${kind}`)).toEqual(
    expect.arrayContaining(['staff:persona-admin accepting', 'stripe accepted']),
  )
})

test('after the deadline nothing is sent to Stripe', async () => {
  const { disputes, request, dispute, disputeId, stripeDisputeId, asked } = await drafted()
  world.clock.advance({ days: 10 })

  expect(await refusalOf(disputes.submit(request))).toEqual({
    code: 'dispute_deadline_over',
    disputeId,
    dueAt: dispute.evidenceDueAt,
  })
  expect(asked()).toBe(0)

  await pass(world, {})
  await hear(world, stripeDisputeId)
  expect((await readDispute(world.ctx, disputeId)).status).toBe('lost')
})

test('evidence is refused when there is none, when it is too long, and when the dispute is answered', async () => {
  const { disputeId } = await disputePayment(world)
  const { disputes } = world.api('support')
  const long = 'x'.repeat(20_000)
  const codeOf = async (call: Promise<unknown>) => (await refusalOf(call))?.code

  expect(await codeOf(disputes.submit({ requestId: randomUUID(), disputeId }))).toBe('dispute_evidence_empty')
  const evidence = {
    accessActivityLog: long,
    cancellationPolicyDisclosure: long,
    cancellationRebuttal: long,
    duplicateChargeExplanation: long,
    productDescription: long,
    refundPolicyDisclosure: long,
    refundRefusalExplanation: long,
  }
  await disputes.saveEvidence({ disputeId, evidence })
  const tooMuch = { uncategorizedText: long }
  expect(await codeOf(disputes.saveEvidence({ disputeId, evidence: tooMuch }))).toBe('dispute_evidence_too_long')
  expect(Object.keys((await readDispute(world.ctx, disputeId)).evidence)).toHaveLength(7)

  await disputes.submit({ requestId: randomUUID(), disputeId })
  expect(await codeOf(disputes.saveEvidence({ disputeId, evidence: winning }))).toBe('dispute_not_answerable')
  expect(await codeOf(disputes.submit({ requestId: randomUUID(), disputeId }))).toBe('dispute_not_answerable')
  expect(await codeOf(disputes.get({ disputeId: randomUUID() }))).toBe('dispute_not_found')
})

test('evidence is sent once, though rivals ask for it and one asks again and again', async () => {
  const { disputes, request, disputeId, asked, taken } = await drafted()
  const submit = (requestId = request.requestId) => disputes.submit({ requestId, disputeId })
  const accept = () => world.api('admin').disputes.accept({ requestId: randomUUID(), disputeId })

  const answers = await Promise.allSettled([submit(), submit(), submit(randomUUID()), submit(randomUUID()), accept()])

  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  expect(asked()).toBe(1)
  expect(Number(taken()) + (await accepted(disputeId))).toBe(1)
})

const accepted = async (disputeId: string) => ((await readDispute(world.ctx, disputeId)).acceptedAt ? 1 : 0)

test.each(['before', 'after'] as const)(
  'an answer that is lost %s Stripe took the evidence is found out by the sweeper, and the evidence is sent once (P4, P5)',
  async (phase) => {
    const { disputes, request, disputeId, taken } = await drafted()
    lose(phase)

    const unknown = await disputes.submit(request)
    world.stripe.faults.clear()
    expect(unknown.isBeingAnswered).toBe(true)
    expect(await refusalOf(disputes.saveEvidence({ disputeId, evidence: { receipt: null } }))).toMatchObject({
      code: 'dispute_not_answerable',
    })
    await sweep()

    expect(await disputes.submit(request)).toMatchObject({ isBeingAnswered: false, status: 'under_review' })
    expect(taken()).toBe(1)
  },
)

test('a dispute whose giving up was answered by nobody is found given up, a day later too', async () => {
  const { disputeId, request, asked } = await drafted()
  lose('after')
  const unknown = await world.api('admin').disputes.accept(request)
  world.stripe.faults.clear()
  const before = asked()
  world.clock.advance({ days: 1 })
  await sweep()

  expect(unknown.isBeingAnswered).toBe(true)
  expect(await readDispute(world.ctx, disputeId)).toMatchObject({ status: 'lost', isBeingAnswered: false })
  expect(await accepted(disputeId)).toBe(1)
  expect(asked()).toBe(before)
})

test('an answer of which nothing is known a day later is looked up at Stripe by our attempt’s id', async () => {
  const { disputes, request, disputeId, asked } = await drafted({ uncategorizedText: 'words' })
  lose('after')
  await disputes.submit(request)
  world.stripe.faults.clear()
  const before = asked()

  world.clock.advance({ days: 1 })
  await sweep()

  expect(asked()).toBe(before)
  expect(await readDispute(world.ctx, disputeId)).toMatchObject({ status: 'under_review', isBeingAnswered: false })
})

test('an answer that never reached Stripe leaves the dispute to be answered again', async () => {
  const { disputes, request, disputeId } = await drafted()
  lose('before')
  await disputes.submit(request)
  world.stripe.faults.clear()

  world.clock.advance({ days: 1 })
  await sweep()

  expect(await refusalOf(disputes.submit(request))).toEqual({ code: 'dispute_answer_refused', disputeId })
  expect(await disputes.submit({ ...request, requestId: randomUUID() })).toMatchObject({ status: 'under_review' })
})

test('what Stripe refuses for good is said, and the dispute can be answered again', async () => {
  const { disputes, request, disputeId } = await drafted()
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'status', status: 400, phase: 'before' })

  const reason = { code: 'dispute_answer_refused', disputeId }
  expect(await refusalOf(disputes.submit(request))).toEqual(reason)
  expect(await refusalOf(disputes.submit(request))).toEqual(reason)

  expect(await disputes.submit({ ...request, requestId: randomUUID() })).toMatchObject({ status: 'under_review' })
  const { timeline } = await readDispute(world.ctx, disputeId)
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'submission_refused', actor: 'stripe' }))
})

test('a process that dies after Stripe took the evidence is finished by the sweeper (P3)', async () => {
  const { request, disputeId, taken } = await drafted()
  const dying: World['ctx']['db']['first'] = async (statement, params) => {
    if (statement.name === 'dispute/settle-answer') throw new Error('killed')
    return world.ctx.db.first(statement, params)
  }

  const call = submitEvidence({ ...world.as('support'), db: { ...world.ctx.db, first: dying } }, request)
  await expect(call).rejects.toThrow('killed')
  await sweep()

  expect(await readDispute(world.ctx, disputeId)).toMatchObject({ status: 'under_review', isBeingAnswered: false })
  expect(taken()).toBe(1)
})
