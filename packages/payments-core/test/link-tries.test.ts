import { randomUUID } from 'node:crypto'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { openPaymentLink } from '@azora/payments-core/payment/open-payment-link'
import { resumeByLink } from '@azora/payments-core/payment/resume-by-link'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { saveMethod } from './support/save-method.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await saveMethod(world, 'pm_card_authenticationRequired')
})
afterAll(() => world[Symbol.asyncDispose]())

/** A charge that the bank wants confirmed, and the token of the link in its mail. */
async function waiting() {
  const payment = await chargeSaved(world.as('service'), {
    requestId: randomUUID(),
    customerSubject: personas.shopper.subject,
    amount: { amountMinor: 9_90, currency: 'usd' },
    description: 'Membership, December',
  })
  await world.settle()
  const mail = world.mail.messages().at(-1)
  return { ...payment, token: /\/continue\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'no link' }
}

const resume = (token: string, requestId = randomUUID()) => resumeByLink(world.ctx, { requestId, token })

/** Attempts of earlier tries that led to nothing, as they stand when each was declined. */
const triedBefore = (paymentId: string, times: number) =>
  world.ctx.db.pool.query(
    `insert into attempt (merchant_id, id, operation, subject_id, state, input, failure, lease_until, created_at, settled_at)
     select merchant_id, gen_random_uuid(), 'payments.resumeByLink', id, 'failed', '{}', 'card_declined', now(), now(), now()
     from payment, generate_series(1, $2) where id = $1`,
    [paymentId, times],
  )

test('a payment is tried ten times by its link; the eleventh is refused, also when it is asked again, and asks no bank (S4)', async () => {
  const { id, token } = await waiting()
  await triedBefore(id, 10)
  const before = world.stripe.requests().length
  const requestId = randomUUID()

  const often = refused({ code: 'link_used_often', tries: 10 })
  await expect(resume(token, requestId)).rejects.toThrow(often)
  await expect(resume(token, requestId)).rejects.toThrow(often)

  expect(world.stripe.requests()).toHaveLength(before)
  expect(await openPaymentLink(world.ctx, { token })).toMatchObject({ status: 'requires_payment_method' })
})

test('many windows at once share the one try that is left', async () => {
  const { id, token } = await waiting()
  await triedBefore(id, 9)

  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => resume(token)))

  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  const { rows } = await world.ctx.db.pool.query(
    `select count(*)::int from attempt where subject_id = $1 and operation = $2`,
    [id, 'payments.resumeByLink'],
  )
  expect(rows).toEqual([{ count: 10 }])
})

test('a try that waited while a rival used up the last one does not begin', async () => {
  const { id, token } = await waiting()
  await triedBefore(id, 9)
  const { pool } = world.ctx.db
  const rival = await pool.connect()
  await rival.query('begin')
  await rival.query('update payment set version = version + 1 where id = $1', [id])

  const outcome = Promise.allSettled([resume(token)])
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    expect(rows).toHaveLength(1)
  })
  await triedBefore(id, 1)
  await rival.query('commit')
  rival.release()

  expect(await outcome).toMatchObject([{ status: 'rejected', reason: { reason: { code: 'link_used_often' } } }])
})

test('the link of a payment that was paid, or cancelled, says so', async () => {
  const paid = await waiting()
  const { clientSecret } = await resume(paid.token)
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'authenticated')
  await world.settle()
  const gone = await waiting()
  await world.api('support').payments.cancel({ requestId: randomUUID(), paymentId: gone.id })

  for (const [{ id: paymentId, token }, status] of [
    [paid, 'succeeded'],
    [gone, 'canceled'],
  ] as const) {
    const finished = refused({ code: 'payment_not_payable', paymentId, status })
    await expect(resume(token)).rejects.toThrow(finished)
    expect(await openPaymentLink(world.ctx, { token })).toMatchObject({ status })
  }
})
