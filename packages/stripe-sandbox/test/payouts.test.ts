import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const day = 24 * 3600

/** 100.00 dollars that are available at once, 96.80 after the fee. */
const earn = async ({ stripe, token }: World, card = '4000000000000077'): Promise<void> => {
  await stripe.paymentIntents.create({
    amount: 100_00,
    currency: 'usd',
    confirm: true,
    confirmation_token: token(card),
  })
}

const available = async ({ stripe }: World): Promise<number> =>
  (await stripe.balance.retrieve()).available[0]?.amount ?? 0

const payoutEvents = (world: World): string[] =>
  world.sandbox.objects('event').flatMap(({ type }) => (type.startsWith('payout') ? [type] : []))

test('money becomes available two days after the charge', async () => {
  await using world = await createWorld()
  await earn(world, '4242424242424242')
  expect(await world.stripe.balance.retrieve()).toMatchObject({
    available: [{ amount: 0 }],
    pending: [{ amount: 96_80, currency: 'usd' }],
  })
  await expect(world.stripe.payouts.create({ amount: 1_00, currency: 'usd' })).rejects.toMatchObject({
    code: 'balance_insufficient',
  })

  await world.sandbox.clock.advance(2 * day)

  expect(await available(world)).toBe(96_80)
})

test('a payout leaves at midnight and is paid when it arrives', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  await earn(world)

  const payout = await stripe.payouts.create({ amount: 90_00, currency: 'usd', metadata: { week: '7' } })
  expect(payout).toMatchObject({ status: 'pending', automatic: false, reconciliation_status: 'not_applicable' })
  expect(await available(world)).toBe(6_80)
  await sandbox.clock.advance(day)
  expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({ status: 'in_transit' })
  await expect(stripe.payouts.cancel(payout.id)).rejects.toMatchObject({ statusCode: 400 })
  await sandbox.clock.advance(day)

  expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({ status: 'paid', metadata: { week: '7' } })
  expect(payoutEvents(world)).toEqual(['payout.created', 'payout.updated', 'payout.paid'])
})

test('a payout that fails returns to the balance', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  await earn(world)
  const destination = 'ba_sandbox_account_closed'
  const { id } = await stripe.payouts.create({ amount: 90_00, currency: 'usd', destination })

  await sandbox.clock.advance(3 * day)

  expect(await stripe.payouts.retrieve(id, { expand: ['failure_balance_transaction'] })).toMatchObject({
    status: 'failed',
    failure_code: 'account_closed',
    failure_message: 'The bank account has been closed.',
    failure_balance_transaction: { type: 'payout_failure', amount: 90_00 },
  })
  expect(await available(world)).toBe(96_80)
  expect(payoutEvents(world).at(-1)).toBe('payout.failed')
})

test('a bank can send back a payout that was paid, on command', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  await earn(world)
  const { id } = await stripe.payouts.create({ amount: 10_00, currency: 'usd', method: 'instant' })
  await sandbox.clock.advance(3600)
  expect((await stripe.payouts.retrieve(id)).status).toBe('paid')
  const body = JSON.stringify({ payout: id, code: 'no_account' })

  await fetch(`${sandbox.url}/_sandbox/payouts/fail`, { method: 'POST', body })

  expect(await stripe.payouts.retrieve(id)).toMatchObject({ status: 'failed', failure_code: 'no_account' })
  expect(await available(world)).toBe(96_80)
})

test('a payout can be cancelled before it leaves, and taken back after it arrived', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  await earn(world)
  const first = await stripe.payouts.create({ amount: 10_00, currency: 'usd' })
  const second = await stripe.payouts.create({ amount: 20_00, currency: 'usd', method: 'instant' })

  const canceled = await stripe.payouts.cancel(first.id)
  await expect(stripe.payouts.reverse(second.id)).rejects.toMatchObject({ statusCode: 400 })
  await sandbox.clock.advance(3600)
  const reversal = await stripe.payouts.reverse(second.id)

  expect(canceled).toMatchObject({ status: 'canceled' })
  expect(reversal).toMatchObject({ amount: -20_00, original_payout: second.id })
  expect(await stripe.payouts.retrieve(second.id)).toMatchObject({ status: 'paid', reversed_by: reversal.id })
  expect(await available(world)).toBe(96_80)
})

test('automatic payouts empty the balance at each midnight and say what is in them', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  sandbox.switches.set({ automaticPayouts: true })
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({
    settings: { payouts: { schedule: { interval: 'daily' } } },
  })
  await earn(world)
  await earn(world, '4242424242424242')

  await sandbox.clock.advance(30 * day)

  const { data: payouts } = await stripe.payouts.list()
  expect(payouts.map(({ amount, status, automatic }) => [amount, status, automatic])).toEqual([
    [96_80, 'paid', true],
    [96_80, 'paid', true],
  ])
  const parts = await stripe.balanceTransactions.list({ payout: payouts[0]?.id ?? '' })
  expect(parts.data.map(({ type, net }) => [type, net])).toEqual([
    ['payout', -96_80],
    ['charge', 96_80],
  ])
  expect(await available(world)).toBe(0)
  expect(payoutEvents(world)).toContain('payout.reconciliation_completed')
  expect(sandbox.objects('event').map(({ type }) => type)).toContain('balance.available')
})

test('a payout to a bank account that is not there is refused', async () => {
  await using world = await createWorld()
  await earn(world)

  const paying = world.stripe.payouts.create({ amount: 1_00, currency: 'usd', destination: 'ba_unknown' })

  await expect(paying).rejects.toMatchObject({ code: 'resource_missing', param: 'destination' })
})
