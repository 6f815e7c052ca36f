import type { ProcessedPayment, ProcessPayment } from '@azora/contract/payment'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { sendMail } from '@azora/payments-core/mail/send-mail'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { sendReceipt } from '@azora/payments-core/receipt/send-receipt'
import type { World } from '../../create-world.ts'
import { stripeEvents, takeEvents } from '../../stripe-events.ts'
import type { Player } from './scenario.ts'

export const cards = { good: '4242424242424242', declined: '4000000000000002', asks: '4000002500003155' }

/** What the page sends for a card: a fresh token each time, as of a page that lost our answer. */
export function pay(
  { world, shopper, id }: Player,
  card: string,
  { as = 'pay', ...more }: Partial<ProcessPayment> & { as?: string } = {},
): Promise<ProcessedPayment> {
  const confirmationTokenId = world.stripe.confirmationToken({ card }).id
  return processPayment(shopper, { requestId: id(as), cart: world.cart(), confirmationTokenId, ...more })
}

/** A payment of this game that is paid, and we know it. @returns its id */
export async function paid(player: Player, more: Parameters<typeof pay>[2] = {}): Promise<string> {
  const { payment } = await pay(player, cards.good, more)
  await hear(player, intentOf(player.world, payment.id), 'payment_intent.succeeded')
  return payment.id
}

/** What the payment is at Stripe. */
export function intentOf({ stripe }: Pick<World, 'stripe'>, paymentId: string): string {
  const found = stripe.objects('payment_intent').find(({ metadata }) => metadata['azora_payment_id'] === paymentId)
  if (!found) throw new Error(`payment ${paymentId} is not at Stripe`)
  return found.id
}

/** Answers the bank's question, once. */
export function answerBank(
  { stripe }: Pick<World, 'stripe'>,
  intentId: string,
  outcome: 'authenticated' | 'failed' = 'authenticated',
): void {
  const isWaiting = [...stripe.objects('payment_intent'), ...stripe.objects('setup_intent')].some(
    ({ id, status }) => id === intentId && status === 'requires_action',
  )
  if (isWaiting) stripe.completeThreeDSecure(intentId, outcome)
}

/** Takes what Stripe has to say about an object, all of it or of one type: stored as the receiver would, applied as the worker would. */
export async function hear({ world, ctx }: Player, objectId: string, type?: string): Promise<void> {
  const events = stripeEvents(world, type).filter(({ data: { object } }) => 'id' in object && object.id === objectId)
  for (const event of events) {
    await takeEvents(ctx, [event])
    await applyEvent(ctx, event.id)
  }
}

/** Sends the mails that wait for this game's shopper, each as its job would. */
export async function sendMails({ world, ctx, shopper: { caller } }: Player): Promise<void> {
  // Read past the process: its jobs would name them.
  const { rows } = await world.ctx.db.pool.query<{ id: string; hasWords: boolean }>(
    `select outbox.id, outbox.data is not null as "hasWords" from outbox
     where state = 'pending' and subject_id in (
       select receipt.id from receipt join customer on customer.id = receipt.customer_id where subject = $1
       union all select payment.id from payment join customer on customer.id = payment.customer_id where subject = $1)
     order by outbox.created_at, outbox.id`,
    [caller.subject],
  )
  for (const { id, hasWords } of rows) await (hasWords ? sendMail : sendReceipt)(ctx, id)
}
