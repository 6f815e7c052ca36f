import { setTimeout as delay } from 'node:timers/promises'
import {
  createPaymentsClient,
  newRequestId,
  type Cart,
  type Payment,
  type PaymentsClient,
} from '@azora/payments-client'
import { askStripe } from '../ask-stripe.ts'
import { answerBank, cards, intentOf } from '../crash/scenario/acts.ts'
import type { Random } from '../random.ts'
import type { TestStack } from '../start-test-stack.ts'
import { askUntilAnswered } from './ask-until-answered.ts'
import type { Diary } from './diary.ts'

type Persona = Parameters<TestStack['signIn']['token']>[0]

/** One person at one page, who does one thing after the other, and the staff who see to what they bought. */
export interface Session {
  stack: TestStack
  shopper: Persona
  random: Random
  diary: Diary
}

/** Shops until it is over. @throws when a request had no answer for a minute */
export async function runSession(session: Session, isOver: () => boolean): Promise<void> {
  const cart = await cartOf(session)
  while (!isOver()) await shopOnce(session, cart)
}

async function shopOnce(session: Session, cart: Cart): Promise<void> {
  const { stack, random, diary } = session
  const card = cards[random.pick(['good', 'good', 'good', 'declined', 'asks'])]
  const captureMethod = random.pick(['automatic', 'automatic', 'manual'])
  const request = { requestId: newRequestId(), cart, captureMethod, saveMethod: random.chance(0.2) }
  const process = () =>
    as(session, session.shopper).payments.process.mutate({
      ...request,
      // A repeat may bring a fresh one.
      confirmationTokenId: stack.stripe.confirmationToken({ card }).id,
    })
  const answer = await askUntilAnswered(diary, process)
  if (!answer) return
  note(diary, answer.payment)
  if (random.chance(0.2)) await repeat(session, process, answer.payment)
  if (answer.payment.status === 'requires_action' && random.chance(0.7)) passChallenge(session, answer.clientSecret)
  await lookAfter(session, answer.payment)
}

/** The answer came, and the page asks again all the same: it must be the same payment. */
async function repeat({ diary }: Session, send: () => Promise<{ payment: Payment }>, first: Payment): Promise<void> {
  const again = await askUntilAnswered(diary, send)
  if (again?.payment.id !== first.id)
    diary.wrongAnswers.push(`a repeat of the request of payment ${first.id} was answered with ${again?.payment.id}`)
}

function passChallenge({ stack, random }: Session, clientSecret: string | null): void {
  const intentId = String(clientSecret?.split('_secret_')[0])
  answerBank(stack, intentId, random.pick(['authenticated', 'authenticated', 'failed']))
}

/** What the shopper reads of it afterwards, and what staff or somebody in Stripe's dashboard does to it. */
async function lookAfter(session: Session, { id: paymentId }: Payment): Promise<void> {
  const { diary, random } = session
  const requestId = newRequestId()
  const ask = <T>(send: () => Promise<T>) => askUntilAnswered(diary, send)
  const shopper = as(session, session.shopper)
  const staff = as(session, 'support')
  const service = as(session, 'service')

  await ask(() => shopper.payments.list.query({}))
  const payment = await untilKnown(() => ask(() => shopper.payments.get.query({ paymentId })))
  if (!payment) return
  note(diary, payment)
  if (payment.status === 'requires_capture') {
    const end = random.pick([service.payments.capture, service.payments.cancel])
    const ended = await ask(() => end.mutate({ requestId, paymentId }))
    if (ended) note(diary, ended)
  } else if (payment.status === 'succeeded' && random.chance(0.5)) {
    if (random.chance(0.3)) return refundAtStripe(session, paymentId)
    const refund = await ask(() => staff.refunds.create.mutate({ requestId, paymentId, amountMinor: 1_00 }))
    if (refund) diary.toldRefunds.add(refund.id)
  }
}

const looks = 20
const lookEveryMs = 500

/** That the money has moved is known once Stripe's event has come: the page looks for some seconds. */
async function untilKnown(look: () => Promise<Payment | null>): Promise<Payment | null> {
  for (let looked = 1; ; looked += 1) {
    const payment = await look()
    if (payment?.status !== 'processing' || looked === looks) return payment
    await delay(lookEveryMs)
  }
}

/** Somebody gives one unit back in Stripe's dashboard. */
async function refundAtStripe({ stack }: Session, paymentId: string): Promise<void> {
  await askStripe(stack, 'refunds', { payment_intent: intentOf(stack, paymentId), amount: '100' })
}

function note(diary: Diary, { id, status }: Payment): void {
  if (status === 'succeeded') diary.toldPaid.add(id)
  else if (diary.toldPaid.has(id)) diary.wrongAnswers.push(`payment ${id} was told paid and later ${status}`)
}

const as = ({ stack }: Session, persona: Persona): PaymentsClient =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token(persona), timeoutMs: 10_000 })

/** One of the first product. */
async function cartOf(session: Session): Promise<Cart> {
  const catalog = await askUntilAnswered(session.diary, () =>
    as(session, session.shopper).catalog.list.query({ currency: 'usd' }),
  )
  const price = catalog?.products[0]?.prices[0]
  if (!price) throw new Error('the catalog is empty')
  return { items: [{ priceId: price.id, quantity: 1 }], currency: 'usd' }
}
