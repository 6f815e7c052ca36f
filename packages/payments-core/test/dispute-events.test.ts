import { randomUUID } from 'node:crypto'
import { adoptDispute } from '@azora/payments-core/dispute/apply-dispute'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { listDisputes } from '@azora/payments-core/dispute/list-disputes'
import { readDispute } from '@azora/payments-core/dispute/read-dispute'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { onDispute } from '@azora/payments-core/event/on/dispute'
import { permutations } from '@azora/test-kit/permutations'
import type { World } from '@azora/test-kit/create-world'
import { storedEvent, storeEvent } from '@azora/test-kit/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputedMinor, disputePayment, onlyDisputeOf } from './support/dispute-payment.ts'
import { createQuietWorld, eventsOf, hear, payQuietly } from './support/quiet-world.ts'

let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

type DisputeEvent = Parameters<typeof onDispute>[1]

const disputeEvents = (stripeDisputeId: string): DisputeEvent[] =>
  eventsOf(world, stripeDisputeId).filter((event): event is DisputeEvent => event.type.startsWith('charge.dispute.'))

test.each(['won', 'lost'] as const)(
  'every order of the events of a dispute that is %s ends in the same state, also of those of one second (W3)',
  async (status) => {
    const { paymentId, intentId } = await payQuietly(world)
    const { id } = world.stripe.money.raiseDispute(intentId)
    world.stripe.money.decideDispute(id, status)
    const events = disputeEvents(id)
    expect(events).toHaveLength(status === 'won' ? 4 : 3)

    for (const order of permutations(events)) {
      await world.ctx.db.pool.query(`truncate dispute; update payment set disputed_minor = 0`)
      for (const event of order) await onDispute(world.ctx, event)

      expect(await onlyDisputeOf(world, paymentId)).toMatchObject({
        status,
        withdrawn: { amountMinor: 18_00 },
        reinstated: { amountMinor: status === 'won' ? 18_00 : 0 },
        fee: { amountMinor: 15_00 },
      })
      expect(await disputedMinor(world, paymentId)).toBe(status === 'won' ? 0 : 18_00)
    }
  },
)

test('events that come late or again change nothing more, whatever they say', async () => {
  const { paymentId, stripeDisputeId } = await disputePayment(world)
  const early = disputeEvents(stripeDisputeId)
  world.stripe.money.decideDispute(stripeDisputeId, 'lost')
  await hear(world, stripeDisputeId)
  const lost = await onlyDisputeOf(world, paymentId)

  for (const event of early) {
    const again = { ...event, id: `${event.id}_again` }
    expect(await applyEvent(world.ctx, await storeEvent(world, again))).toBe('no_change')
  }

  expect(lost).toMatchObject({ status: 'lost' })
  expect(await onlyDisputeOf(world, paymentId)).toEqual(lost)
})

test('events of a dispute that are applied at the same time make one row and hold once', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  const { id } = world.stripe.money.raiseDispute(intentId)
  const events = disputeEvents(id)

  await Promise.all([...events, ...events].map((event) => onDispute(world.ctx, event)))

  expect(await onlyDisputeOf(world, paymentId)).toMatchObject({ status: 'needs_response', fee: { amountMinor: 15_00 } })
  expect(await disputedMinor(world, paymentId)).toBe(18_00)
})

test('news that Stripe gave before the dispute changed does not undo the change', async () => {
  const { disputeId, stripeDisputeId } = await disputePayment(world)
  await world.api('support').disputes.saveEvidence({ disputeId, evidence: { uncategorizedText: 'words' } })
  const submit = () => world.api('support').disputes.submit({ requestId: randomUUID(), disputeId })
  const slow = {
    ...world.ctx.stripe.disputes,
    async retrieve(id: string) {
      const told = await world.ctx.stripe.disputes.retrieve(id)
      if (id !== stripeDisputeId) return told
      await submit()
      return { ...told, reason: 'general' }
    },
  }
  world.clock.advance({ days: 1 })

  await sweepDisputes({ ...world.ctx, stripe: { ...world.ctx.stripe, disputes: slow } })

  expect(await readDispute(world.ctx, disputeId)).toMatchObject({ status: 'under_review', reason: 'fraudulent' })
})

test('what Stripe answered is not given up for an older payload when a rival comes between (W8)', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  const { id } = world.stripe.money.raiseDispute(intentId)
  const opened = await world.ctx.stripe.disputes.retrieve(id)
  world.stripe.money.decideDispute(id, 'won')
  // As it was when the bank had decided, and Stripe had not booked the money's return yet.
  const closed = structuredClone(disputeEvents(id).find(({ type }) => type === 'charge.dispute.closed')) as DisputeEvent
  closed.data.object.balance_transactions = closed.data.object.balance_transactions.filter(({ amount }) => amount < 0)
  let isFirst = true
  const overtaken = {
    ...world.ctx.stripe.disputes,
    async retrieve(disputeId: string) {
      const told = await world.ctx.stripe.disputes.retrieve(disputeId)
      if (isFirst) await adoptDispute(world.ctx, paymentId, { dispute: opened, eventId: null, actor: 'sweeper' })
      isFirst = false
      return told
    },
  }

  await onDispute({ ...world.ctx, stripe: { ...world.ctx.stripe, disputes: overtaken } }, closed)

  expect(await onlyDisputeOf(world, paymentId)).toMatchObject({ status: 'won', reinstated: { amountMinor: 18_00 } })
})

test('a dispute whose news never came is found by the sweeper, which asks in growing steps', async () => {
  const { disputeId, stripeDisputeId } = await disputePayment(world)
  world.stripe.money.decideDispute(stripeDisputeId, 'won')
  const statusAfter = async (seconds: number) => {
    world.clock.advance({ seconds })
    await sweepDisputes(world.ctx)
    return (await readDispute(world.ctx, disputeId)).status
  }

  expect(await statusAfter(0)).toBe('needs_response')
  expect(await statusAfter(3_700)).toBe('won')

  const won = await readDispute(world.ctx, disputeId)
  expect(won).toMatchObject({ reinstated: { amountMinor: 18_00 } })
  expect(won.timeline.at(-1)).toMatchObject({ kind: 'moved', actor: 'sweeper' })
})

test('a dispute of a payment that is not ours is foreign', async () => {
  const { disputes: before } = await listDisputes(world.ctx, { sort: 'newest', limit: 100 })
  const { id } = world.stripe.money.raiseDispute(await createForeignPayment())
  const [created] = disputeEvents(id)

  await hear(world, id)

  expect(await storedEvent(world, String(created?.id))).toMatchObject({ outcome: 'foreign' })
  expect((await listDisputes(world.ctx, { sort: 'newest', limit: 100 })).disputes).toEqual(before)
})

test('a dispute of a payment whose PaymentIntent we do not know yet finds it by its metadata (W6)', async () => {
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 'always' })
  const { payment } = await world.pay()
  world.stripe.faults.clear()
  const { id } = world.stripe.money.raiseDispute(String(world.stripe.objects('payment_intent').at(-1)?.id))

  await hear(world, id)

  expect(await onlyDisputeOf(world, payment.id)).toMatchObject({ status: 'needs_response' })
  expect(await disputedMinor(world, payment.id)).toBe(18_00)
})

test('a status that we do not know is not guessed: the event is parked at once (W13)', async () => {
  const { disputeId, stripeDisputeId } = await disputePayment(world)
  const [event] = disputeEvents(stripeDisputeId)
  const object = { ...event?.data.object, status: 'haunted' }
  // Of a version that knows more than ours.
  const strange = { ...event, id: 'evt_strange', data: { object } } as unknown as DisputeEvent

  await expect(applyEvent(world.ctx, await storeEvent(world, strange))).rejects.toThrow(
    'unknown dispute status haunted',
  )

  expect((await storedEvent(world, 'evt_strange')).parked_at).not.toBeNull()
  expect((await readDispute(world.ctx, disputeId)).status).toBe('needs_response')
})

async function createForeignPayment(): Promise<string> {
  const { stripe } = world
  const response = await fetch(`${stripe.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams({
      amount: '1000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      return_url: 'https://x.example',
    }),
  })
  const intent: unknown = await response.json()
  return (intent as { id: string }).id
}
