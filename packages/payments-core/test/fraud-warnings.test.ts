import { listFraudWarnings } from '@azora/payments-core/fraud-warning/list-fraud-warnings'
import { onFraudWarning } from '@azora/payments-core/event/on/fraud-warning'
import { permutations } from '@azora/test-kit/permutations'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createQuietWorld, eventsOf, hear, payQuietly } from './support/quiet-world.ts'
import { refusalOf } from './support/refusal-of.ts'

let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** A paid payment of which the card network warns. */
async function warned() {
  const { paymentId, intentId } = await payQuietly(world)
  const { id: stripeWarningId } = world.stripe.money.warnOfFraud(intentId)
  await hear(world, stripeWarningId)
  return { paymentId, intentId, stripeWarningId, warning: await warningOf(paymentId) }
}

async function warningOf(paymentId: string) {
  const { warnings } = await listFraudWarnings(world.ctx, { limit: 100 })
  const ours = warnings.filter((warning) => warning.paymentId === paymentId)
  expect(ours).toHaveLength(1)
  return ours[0]
}

test('an early fraud warning names its payment and what a refund would give back', async () => {
  const { warning, paymentId } = await warned()

  expect(warning).toMatchObject({
    paymentId,
    fraudType: 'made_with_stolen_card',
    isActionable: true,
    isDisputed: false,
    state: 'open',
    dismissedBy: null,
    left: { amountMinor: 18_00, currency: 'usd' },
  })
})

test('a warning that staff dismiss stays dismissed, with one audit entry however often they do', async () => {
  const { warning, paymentId } = await warned()
  const warningId = String(warning?.id)
  const { fraudWarnings } = world.api('support')

  await fraudWarnings.dismiss({ warningId })
  const again = await world.api('admin').fraudWarnings.dismiss({ warningId })

  expect(again).toMatchObject({ state: 'dismissed', dismissedBy: 'staff:persona-support' })
  const { rows } = await world.ctx.db.pool.query(
    `select from audit_entry where action = 'fraud_warning.dismissed' and subject_id = $1`,
    [warningId],
  )
  expect(rows).toHaveLength(1)
  const stillOpen = await fraudWarnings.list({ state: 'open' })
  expect(stillOpen.warnings.map((other) => other.paymentId)).not.toContain(paymentId)
  expect(await refusalOf(fraudWarnings.get({ warningId: crypto.randomUUID() }))).toMatchObject({
    code: 'fraud_warning_not_found',
  })
})

test('staff refund a warned payment first: the warning shows it, and is open again when the refund fails', async () => {
  const { warning, paymentId, stripeWarningId } = await warned()
  const warningId = String(warning?.id)
  const support = world.api('support')

  await support.refunds.create({ requestId: crypto.randomUUID(), paymentId, reason: 'fraudulent' })
  await hear(world, stripeWarningId)
  const dismissed = await support.fraudWarnings.dismiss({ warningId })

  const refunded = { state: 'refunded', isActionable: false, dismissedBy: null, left: { amountMinor: 0 } }
  expect(dismissed).toMatchObject(refunded)
  const listed = await support.fraudWarnings.list({ state: 'refunded' })
  expect(listed.warnings.map(({ id }) => id)).toEqual([warningId])

  const refundId = String(world.stripe.objects('refund').at(-1)?.id)
  world.stripe.failRefund(refundId)
  await hear(world, refundId)
  expect(await warningOf(paymentId)).toMatchObject({ state: 'open', left: { amountMinor: 18_00 } })
})

test('a warning whose payment is disputed is over, in whatever order the news comes (W3)', async () => {
  const { paymentId, intentId } = await payQuietly(world)
  const { id } = world.stripe.money.warnOfFraud(intentId)
  await hear(world, world.stripe.money.raiseDispute(intentId).id)
  // The sandbox's events are of the types that their objects say.
  const events = eventsOf(world, id) as Parameters<typeof onFraudWarning>[1][]
  expect(events.map(({ type }) => type)).toEqual([
    'radar.early_fraud_warning.created',
    'radar.early_fraud_warning.updated',
  ])

  for (const order of permutations(events)) {
    await world.ctx.db.pool.query('truncate early_fraud_warning')
    for (const event of [...order, ...order]) await onFraudWarning(world.ctx, event)

    expect(await warningOf(paymentId)).toMatchObject({ isActionable: false, isDisputed: true, state: 'open' })
  }
})

test('warnings are listed page by page, the newest first', async () => {
  const older = await warned()
  world.clock.advance({ seconds: 1 })
  const newer = await warned()
  const { fraudWarnings } = world.api('support')

  const first = await fraudWarnings.list({ limit: 1 })
  const second = await fraudWarnings.list({ limit: 1, cursor: first.nextCursor })

  const shown = [first, second].flatMap(({ warnings }) => warnings.map(({ paymentId }) => paymentId))
  expect(shown).toEqual([newer.paymentId, older.paymentId])
})
