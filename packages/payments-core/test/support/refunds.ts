import { randomUUID } from 'node:crypto'
import type { CreateRefund, Refund } from '@azora/contract/refund'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import type { personas, World } from '@azora/test-kit/create-world'

/** Delivers what Stripe has to say and applies it. Jobs, such as mails, are left alone. */
export async function applyEvents(world: World): Promise<void> {
  await world.stripe.webhooks.idle()
  await sweepEvents(world.ctx)
}

/** A payment of so many mugs, paid as far as our books go. @returns its id */
export async function paid(world: World, quantity = 1, card?: string): Promise<string> {
  const { payment } = await world.pay(card, { cart: world.cart('usd', quantity) })
  await applyEvents(world)
  return payment.id
}

/** Asks for a refund: an admin, unless said, and of all that is left. */
export const refund = (
  world: World,
  input: Partial<CreateRefund> & { paymentId: string },
  persona: keyof typeof personas = 'admin',
): Promise<Refund> => createRefund(world.as(persona), { requestId: randomUUID(), ...input })

/** What our books say of a payment's money. */
export async function moneyOf(world: World, paymentId: string) {
  const { rows } = await world.ctx.db.pool.query<{ reserved: number; refunded: number }>(
    `select refund_reserved_minor::int as reserved, refunded_minor::int as refunded from payment where id = $1`,
    [paymentId],
  )
  return rows[0]
}

const linesOf = async (world: World, sql: string, paymentId: string): Promise<string[]> =>
  (await world.ctx.db.pool.query<{ line: string }>(sql, [paymentId])).rows.map(({ line }) => line)

/** The audit trail of a payment's refunds, in order: who did what. */
export const auditOf = (world: World, paymentId: string): Promise<string[]> =>
  linesOf(
    world,
    `select actor || ' ' || action as line from audit_entry
     where subject_kind = 'refund' and subject_id in (select id::text from refund where payment_id = $1) order by id`,
    paymentId,
  )

/** Every version of every document of a payment, with its amount, and the mails that were queued about them. */
export const documentsOf = (world: World, paymentId: string): Promise<string[]> =>
  linesOf(
    world,
    `select concat_ws(' ', receipt.kind, 'v' || version, receipt.data->'total'->>'amountMinor',
       receipt.data->'refund'->>'status', outbox.kind) as line
     from receipt left join outbox on outbox.merchant_id = receipt.merchant_id and outbox.subject_id = receipt.id
     where payment_id = $1 order by receipt.kind, number_in_year, version`,
    paymentId,
  )

export const intentOf = async (world: World, paymentId: string): Promise<string> => {
  const [id = ''] = await linesOf(
    world,
    'select stripe_payment_intent_id as line from payment where id = $1',
    paymentId,
  )
  return id
}

/** Stripe's refunds of a payment. */
export async function refundsAtStripe(world: World, paymentId: string) {
  const intentId = await intentOf(world, paymentId)
  return world.stripe.objects('refund').filter(({ payment_intent }) => payment_intent === intentId)
}

/** Refunds in Stripe's dashboard, where nobody asks us. @returns the id of Stripe's refund */
export async function refundAtStripe(
  world: World,
  input: { paymentId: string; amountMinor?: number },
): Promise<string> {
  const body = new URLSearchParams({ payment_intent: await intentOf(world, input.paymentId) })
  if (input.amountMinor) body.set('amount', String(input.amountMinor))
  const response = await fetch(`${world.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.stripe.secretKey}` },
    body,
  })
  // Stripe's answer to a call that it takes; the test fails on one that it does not.
  const { id } = (await response.json()) as { id?: string }
  if (!id) throw new Error(`Stripe refused the refund with ${response.status}`)
  return id
}

/** The keys of all calls that asked Stripe for a refund, whatever came of them. */
export const refundKeys = (world: World) =>
  world.stripe
    .requests()
    .filter(({ method, path }) => method === 'POST' && path === '/v1/refunds')
    .map(({ idempotencyKey }) => idempotencyKey)

/** Loses every answer to a refund: done or not, as `phase` says. */
export const loseAnswers = (world: World, phase: 'before' | 'after') =>
  world.stripe.faults.add({ match: { method: 'POST', path: '/v1/refunds' }, effect: 'reset', phase, times: 'always' })

/** What a process that died leaves, found by the sweeper of another one later. */
export async function loseProcess(world: World, phase: 'before' | 'after', work: () => Promise<Refund>) {
  world.stripe.webhooks.hold()
  loseAnswers(world, phase)
  const left = await work()
  world.stripe.faults.clear()
  await world.expireLeases()
  return left
}
