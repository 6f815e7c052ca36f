import { randomUUID } from 'node:crypto'
import type { ChargeSaved } from '@azora/contract/charge'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { signLinkToken } from '@azora/payments-core/payment/link-token'
import { openPaymentLink } from '@azora/payments-core/payment/open-payment-link'
import { resumeByLink } from '@azora/payments-core/payment/resume-by-link'
import { watchPaymentLink } from '@azora/payments-core/payment/watch-payment-link'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test, vi } from 'vitest'
import { saveMethod } from './support/save-method.ts'

const card = { good: 'pm_card_visa', asks: 'pm_card_authenticationRequired', poor: 'pm_card_chargeCustomerFail' }

const intents = (world: World) => world.stripe.objects('payment_intent')

const amount = { amountMinor: 9_90, currency: 'usd' } as const

const charge = (world: World, more: Partial<Extract<ChargeSaved, { amount: unknown }>> = {}) =>
  chargeSaved(world.as('service'), {
    requestId: randomUUID(),
    customerSubject: personas.shopper.subject,
    amount,
    description: 'Membership, December',
    ...more,
  })

const look = (world: World, { id: paymentId }: { id: string }) => getPayment(world.as('shopper'), { paymentId })

const tokenIn = (world: World): string => {
  const [mail] = world.mail.messages()
  return /http:\/\/shop\.test\/continue\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'no link'
}

/** A charge that the bank wants confirmed, and the token of the link in its mail. */
async function waiting(world: World) {
  await saveMethod(world, card.asks)
  const payment = await charge(world)
  await world.settle()
  return { payment, token: tokenIn(world) }
}

const resume = (world: World, token: string, requestId = randomUUID()) => resumeByLink(world.ctx, { requestId, token })

const answerBank = (world: World, clientSecret: string | null, outcome: 'authenticated' | 'failed' = 'authenticated') =>
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), outcome)

test('the default method is charged while nobody is there, and the receipt goes out as ever', async () => {
  await using world = await createWorld()
  await saveMethod(world, card.good)

  const payment = await charge(world)
  await world.settle()

  expect(payment.status).toBe('processing')
  expect(await look(world, payment)).toMatchObject({
    status: 'succeeded',
    amount,
    lineItems: [{ name: 'Membership, December', priceId: null }],
  })
  expect(intents(world)).toMatchObject([
    { amount: 9_90, status: 'succeeded', customer: expect.stringMatching(/^cus_/) },
  ])
  expect(world.mail.messages()).toMatchObject([{ subject: expect.stringContaining('receipt') }])
})

test('a named method is charged, and a cart at the catalog’s price', async () => {
  await using world = await createWorld()
  await saveMethod(world, card.poor)
  const savedMethodId = await saveMethod(world, card.good)

  await chargeSaved(world.as('admin'), {
    requestId: randomUUID(),
    customerSubject: personas.shopper.subject,
    savedMethodId,
    cart: world.cart('usd', 2),
  })
  await world.settle()

  expect(intents(world)).toMatchObject([{ amount: 36_00, status: 'succeeded', description: 'Harbour mug' }])
})

test('another customer’s method, one that was removed and none at all are not found (S2)', async () => {
  await using world = await createWorld()
  const theirs = await saveMethod(world, card.good, 'shopper2')
  const mine = await saveMethod(world, card.good)
  await world.ctx.db.pool.query(`update saved_method set detached_at = now() where id = $1`, [mine])

  for (const savedMethodId of [theirs, mine, undefined])
    await expect(charge(world, savedMethodId ? { savedMethodId } : {})).rejects.toThrow(
      refused({ code: 'saved_method_not_found', savedMethodId: savedMethodId ?? null }),
    )

  expect(intents(world)).toEqual([])
})

test('the same charge again is one charge, at once and ten times over', async () => {
  await using world = await createWorld()
  await saveMethod(world, card.good)
  const requestId = randomUUID()

  const answers = await Promise.all(Array.from({ length: 10 }, () => charge(world, { requestId })))

  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(intents(world)).toHaveLength(1)
  await expect(charge(world, { requestId, amount: { ...amount, amountMinor: 9_91 } })).rejects.toThrow(
    'request_id_reused',
  )
})

test('a decline is the answer, and no mail asks for a confirmation that would not help', async () => {
  await using world = await createWorld()
  await saveMethod(world, card.poor)

  const payment = await charge(world)
  await world.settle()

  expect(payment).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'card_declined' } })
  expect(world.mail.messages()).toEqual([])
})

test('the bank wants to be asked: the shopper follows the link of one mail, confirms, and has paid', async () => {
  await using world = await createWorld()
  const { payment, token } = await waiting(world)

  const shown = await openPaymentLink(world.ctx, { token })
  const { clientSecret } = await resume(world, token)
  answerBank(world, clientSecret)
  await world.settle()

  expect(payment).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'authentication_required' } })
  expect(shown).toEqual({
    merchant: 'Azora Goods',
    description: 'Membership, December',
    amount,
    status: 'requires_payment_method',
    method: { type: 'card', brand: 'visa', last4: '3184' },
    decline: { reason: 'authentication_required' },
    version: expect.any(Number),
  })
  expect(await look(world, payment)).toMatchObject({ status: 'succeeded', receiptNumber: '2026-000001' })
  expect(await openPaymentLink(world.ctx, { token })).toMatchObject({ status: 'succeeded' })
  expect(intents(world)).toHaveLength(1)
  expect(world.mail.messages().map(({ subject }) => subject)).toEqual([
    'Please confirm your payment to Azora Goods',
    expect.stringContaining('receipt'),
  ])
})

test('a page that is closed and opened again goes on at the bank’s window; a failed confirmation may be tried again', async () => {
  await using world = await createWorld()
  const { payment, token } = await waiting(world)
  const { clientSecret } = await resume(world, token)

  const again = await resume(world, token)
  answerBank(world, clientSecret, 'failed')
  await world.settle()
  const failed = await openPaymentLink(world.ctx, { token })
  answerBank(world, (await resume(world, token)).clientSecret)
  await world.settle()

  expect(again.clientSecret).toBe(clientSecret)
  expect(failed.status).toBe('requires_payment_method')
  expect(await look(world, payment)).toMatchObject({ status: 'succeeded' })
})

test('whoever holds the link sees live what becomes of the payment, until its end', async () => {
  await using world = await createWorld()
  const { token } = await waiting(world)
  const seen: string[] = []
  const watching = (async () => {
    for await (const { status } of watchPaymentLink(world.ctx, { token }, new AbortController().signal)) {
      seen.push(status)
      if (seen.length === 1) answerBank(world, (await resume(world, token)).clientSecret)
    }
  })()

  await vi.waitFor(() => expect(seen).toContain('requires_action'))
  await world.settle()
  await watching

  expect(seen[0]).toBe('requires_payment_method')
  expect(seen.at(-1)).toBe('succeeded')
})

test('two windows that go on at once are one try', async () => {
  await using world = await createWorld()
  const { token } = await waiting(world)

  await Promise.allSettled([resume(world, token), resume(world, token)])

  const confirms = world.stripe.requests().filter(({ path }) => path.endsWith('/confirm'))
  expect(confirms).toHaveLength(1)
})

test('a link lives for a week, and one that is forged, cut or of another kind opens nothing (E7)', async () => {
  await using world = await createWorld()
  const { payment, token } = await waiting(world)
  const expiresAt = new Date(world.clock.now().getTime() + 8 * 24 * 3_600_000)
  const longer = token.replace(/-\d{10}-/, `-${Math.floor(expiresAt.getTime() / 1000)}-`)
  const forged = signLinkToken('another secret', { paymentId: payment.id, expiresAt })
  const other = signLinkToken(world.ctx.linkSecret, { paymentId: randomUUID(), expiresAt })

  for (const wrong of [longer, forged, other, token.slice(0, -1), '', '../../x'])
    await expect(openPaymentLink(world.ctx, { token: wrong })).rejects.toThrow(refused({ code: 'link_not_found' }))
  world.clock.advance({ days: 7, seconds: 1 })

  await expect(openPaymentLink(world.ctx, { token })).rejects.toThrow(refused({ code: 'link_expired' }))
  await expect(resume(world, token)).rejects.toThrow(refused({ code: 'link_expired' }))
  const live = watchPaymentLink(world.ctx, { token }, new AbortController().signal)
  await expect(live.next()).rejects.toThrow(refused({ code: 'link_expired' }))
  expect(intents(world)).toMatchObject([{ status: 'requires_payment_method' }])
})

test('a payment whose link is good is not given up before the link ends', async () => {
  await using world = await createWorld()
  const { payment } = await waiting(world)
  world.clock.advance({ days: 6 })
  const early = await cancelAbandoned(world.ctx)
  world.clock.advance({ days: 2 })

  const late = await cancelAbandoned(world.ctx)
  await world.settle()

  expect([early, late]).toEqual([0, 1])
  expect(await look(world, payment)).toMatchObject({ status: 'canceled' })
})

test('a link of a payment that was cancelled, and of a method that was removed, cannot be gone on with', async () => {
  await using world = await createWorld()
  const { payment, token } = await waiting(world)
  await world.ctx.db.pool.query(`update saved_method set detached_at = now()`)
  await expect(resume(world, token)).rejects.toThrow('saved_method_not_found')
  await world.api('support').payments.cancel({ requestId: randomUUID(), paymentId: payment.id })

  await expect(resume(world, token)).rejects.toThrow(
    refused({ code: 'payment_not_payable', paymentId: payment.id, status: 'canceled' }),
  )
})

test('an answer that was lost is found, and then the one mail goes out, in the same bytes however often it is sent (E1)', async () => {
  await using world = await createWorld()
  await saveMethod(world, card.asks)
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'after', times: 99 })
  const payment = await charge(world)
  world.stripe.faults.clear()
  await world.settle()
  expect(world.mail.messages()).toEqual([])

  await world.expireLeases()
  await sweepAttempts(world.ctx)
  await world.settle()
  const { rows } = await world.ctx.db.pool.query<{ id: string }>(`select id from outbox where kind = 'confirm_mail'`)
  await world.ctx.db.pool.query(
    `alter table outbox disable trigger outbox_is_frozen; update outbox set state = 'pending', sent_at = null;
     alter table outbox enable trigger outbox_is_frozen;
     select graphile_worker.add_job('send_mail', json_build_object('merchantId', merchant_id, 'outboxId', id)) from outbox`,
  )
  world.clock.advance({ hours: 2 })
  await world.settle()

  expect(payment.status).toBe('processing')
  expect(rows).toHaveLength(1)
  expect(world.mail.messages()).toHaveLength(1)
})

test('whoever asks by the API: shoppers and support charge no saved method, anyone opens a link', async () => {
  await using world = await createWorld()
  const { token } = await waiting(world)
  const request = { requestId: randomUUID(), customerSubject: personas.shopper.subject, amount, description: 'x' }

  for (const persona of ['shopper', 'support'] as const)
    await expect(world.api(persona).payments.chargeSaved(request)).rejects.toThrow('may not do this')
  const shown = await world.api(null).payments.openLink({ token })
  const { payment, clientSecret } = await world.api(null).payments.resumeByLink({ requestId: randomUUID(), token })

  expect(Object.keys(shown).toSorted()).toEqual([
    'amount',
    'decline',
    'description',
    'merchant',
    'method',
    'status',
    'version',
  ])
  expect(payment.status).toBe('requires_action')
  expect(clientSecret).toMatch(/^pi_\w+_secret_/)
})
