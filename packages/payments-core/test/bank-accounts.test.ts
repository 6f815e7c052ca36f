import { randomUUID } from 'node:crypto'
import type { VerifySetup } from '@azora/contract/microdeposits'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { getSetup } from '@azora/payments-core/method/get-setup'
import { listMethods } from '@azora/payments-core/method/list-methods'
import { verifySetup } from '@azora/payments-core/method/verify-setup'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { verifyPayment } from '@azora/payments-core/payment/verify-payment'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { begin, confirm, methodsOf } from './support/set-up.ts'

const accountNumber = '000123456789'

const consent = {
  'mandate_data[customer_acceptance][type]': 'online',
  'mandate_data[customer_acceptance][online][ip_address]': '203.0.113.7',
  'mandate_data[customer_acceptance][online][user_agent]': 'test',
}

/** An account whose numbers its holder has typed, as a page sends it. */
const typed = {
  'payment_method_data[type]': 'us_bank_account',
  'payment_method_data[billing_details][name]': 'Ada Park',
  'payment_method_data[us_bank_account][account_holder_type]': 'individual',
  'payment_method_data[us_bank_account][account_number]': accountNumber,
  'payment_method_data[us_bank_account][routing_number]': '110000000',
}

/** A setup whose account waits for its micro-deposits. */
async function waiting(world: World): Promise<string> {
  const started = await begin(world)
  await confirm(world, started, { ...typed, ...consent })
  await world.settle()
  return started.setup.id
}

const verify = (world: World, setupId: string, more: Partial<VerifySetup> = { descriptorCode: 'SM11AA' }) =>
  verifySetup(world.as('shopper'), { requestId: randomUUID(), setupId, ...more })

const tries = (world: World) => world.stripe.requests().filter(({ path }) => path.endsWith('/verify_microdeposits'))

test.each([
  ['by the code', { descriptorCode: 'sm11aa' }],
  ['by the two amounts', { amounts: [45, 32] }],
])('a typed account is saved once its holder has proved it %s, and no number of it is kept', async (_, said) => {
  await using world = await createWorld()
  const setupId = await waiting(world)
  const before = await listMethods(world.as('shopper'))

  const setup = await verify(world, setupId, said)
  const [method] = await methodsOf(world)
  await world.settle()

  expect(before).toMatchObject({
    methods: [],
    waiting: [
      { id: setupId, status: 'requires_action', method: { last4: '6789' }, microdeposits: { kind: 'descriptor_code' } },
    ],
  })
  expect(setup).toMatchObject({ status: 'succeeded', savedMethodId: method?.id, microdeposits: null })
  expect(method).toMatchObject({ type: 'us_bank_account', last4: '6789', isDefault: true, expiry: null })
  expect((await listMethods(world.as('shopper'))).waiting).toEqual([])
  const { rows } = await world.ctx.db.pool.query(
    `select to_jsonb(saved_method) as row from saved_method union all select to_jsonb(method_setup) from method_setup
     union all select to_jsonb(audit_entry) from audit_entry union all select to_jsonb(attempt) from attempt`,
  )
  expect(JSON.stringify(rows) + world.logged.join('')).not.toMatch(/000123456789|110000000/)
})

test('a wrong answer is refused and another may be given; the same request again is no further try', async () => {
  await using world = await createWorld()
  const setupId = await waiting(world)
  const wrong = { requestId: randomUUID(), descriptorCode: 'SM99ZZ' }
  const reason = refused({ code: 'microdeposits_mismatch', setupId })

  await expect(verify(world, setupId, wrong)).rejects.toThrow(reason)
  await expect(verify(world, setupId, wrong)).rejects.toThrow(reason)
  await expect(verify(world, setupId, { ...wrong, descriptorCode: 'SM11AA' })).rejects.toThrow('request_id_reused')
  const counted = tries(world).length

  expect(await verify(world, setupId)).toMatchObject({ status: 'succeeded' })
  expect(counted).toBe(1)
  await expect(verify(world, setupId)).rejects.toThrow(refused({ code: 'microdeposits_not_awaited', setupId }))
})

test.each([
  ['one try too many', 'SM33CC', 'verification_attempts_exceeded'],
  ['an answer after ten days', 'SM44DD', 'verification_timeout'],
])('%s ends it: the setup wants another method', async (_, descriptorCode, failure) => {
  await using world = await createWorld()
  const setupId = await waiting(world)

  const setup = await verify(world, setupId, { descriptorCode })
  await world.settle()

  expect(setup).toMatchObject({ status: 'requires_payment_method', failure, microdeposits: null })
  expect(await getSetup(world.as('shopper'), { setupId })).toEqual(setup)
  expect(await listMethods(world.as('shopper'))).toEqual({ methods: [], waiting: [] })
})

test.each(['before', 'after'] as const)('an answer that is lost %s Stripe acts is found out, once', async (phase) => {
  await using world = await createWorld()
  const setupId = await waiting(world)
  const match = { method: 'POST', path: '/v1/setup_intents/*/verify_microdeposits' }
  world.stripe.faults.add({ match, effect: 'reset', phase, times: 99 })
  const lost = await verify(world, setupId)
  world.stripe.faults.clear()

  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await world.settle()

  expect(lost).toMatchObject({ status: 'requires_action' })
  expect(await getSetup(world.as('shopper'), { setupId })).toMatchObject({ status: 'succeeded' })
  expect(await methodsOf(world)).toHaveLength(1)
})

test('nobody proves another’s account, and Stripe is not asked (S1)', async () => {
  await using world = await createWorld()
  const setupId = await waiting(world)
  const ask = (id: string) =>
    verifySetup(world.as('shopper2'), { requestId: randomUUID(), setupId: id, descriptorCode: 'SM11AA' })

  for (const id of [setupId, randomUUID()])
    await expect(ask(id)).rejects.toThrow(refused({ code: 'setup_not_found', setupId: id }))

  expect(tries(world)).toEqual([])
})

test('a payment from a typed account waits for the proof for ten days, and is sent to the bank and saved after it (P20)', async () => {
  await using world = await createWorld()
  const { id: confirmationTokenId } = await askStripe(world, 'confirmation_tokens', { ...typed, ...consent })
  const { payment } = await world.pay(undefined, { confirmationTokenId, saveMethod: true })
  await world.settle()
  world.clock.advance({ days: 9 })
  const givenUp = await cancelAbandoned(world.ctx)
  const paymentId = payment.id
  const say = (descriptorCode: string, persona: 'shopper' | 'shopper2' = 'shopper') =>
    verifyPayment(world.as(persona), { requestId: randomUUID(), paymentId, descriptorCode })

  await expect(say('SM11AA', 'shopper2')).rejects.toThrow(refused({ code: 'payment_not_found', paymentId }))
  await expect(say('SM99ZZ')).rejects.toMatchObject({ reason: { code: 'microdeposits_mismatch', paymentId } })
  const sent = await say('SM11AA')
  const [method] = await methodsOf(world)
  world.clock.advance({ days: 4 })
  await world.stripe.clock.advance(1)
  await world.settle()

  expect(payment.status).toBe('requires_action')
  expect(givenUp).toBe(0)
  expect(sent).toMatchObject({ status: 'processing', receiptNumber: null })
  expect(method).toMatchObject({ type: 'us_bank_account', last4: '6789' })
  expect(await getPayment(world.as('shopper'), { paymentId })).toMatchObject({ status: 'succeeded' })
  await expect(say('SM11AA')).rejects.toThrow(refused({ code: 'microdeposits_not_awaited', paymentId }))
})

test.each([
  ['pm_usBankAccount_success', 'usd', 4],
  ['pm_sepaDebit_success_de', 'eur', 5],
] as const)(
  '%s is saved with its mandate, and debited under it while nobody is there',
  async (name, currency, days) => {
    await using world = await createWorld()
    const started = await begin(world)
    await confirm(world, started, { payment_method: name, ...consent })
    await world.settle()

    const payment = await chargeSaved(world.as('service'), {
      requestId: randomUUID(),
      customerSubject: personas.shopper.subject,
      cart: world.cart(currency),
    })
    await world.settle()
    world.clock.advance({ days })
    await world.stripe.clock.advance(1)
    await world.settle()

    const { rows } = await world.ctx.db.pool.query<{ mandate: string }>(
      'select stripe_mandate_id as mandate from saved_method',
    )
    expect(rows).toEqual([{ mandate: world.stripe.objects('mandate')[0]?.id }])
    expect(world.stripe.objects('mandate')).toHaveLength(1)
    expect(world.stripe.objects('charge')).toMatchObject([
      { payment_method_details: { [name.startsWith('pm_sepa') ? 'sepa_debit' : 'us_bank_account']: rows[0] } },
    ])
    expect(await getPayment(world.as('shopper'), { paymentId: payment.id })).toMatchObject({ status: 'succeeded' })
  },
)
