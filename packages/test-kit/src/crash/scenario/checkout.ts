import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { answerBank, cards, intentOf, pay, hear } from './acts.ts'
import type { Player, Scenario } from './scenario.ts'

export const checkout: Scenario = {
  name: 'checkout',
  faults: 'P3 P4 P5 W6',
  stage: async () => async (player) => {
    const { payment } = await pay(player, cards.good)
    await getPayment(player.shopper, { paymentId: payment.id })
  },
}

export const checkoutWithThreeDSecure: Scenario = {
  name: 'checkout with 3-D Secure',
  faults: 'P3 P19 U2',
  stage: async () => async (player) => {
    const { payment } = await pay(player, cards.asks)
    const intentId = intentOf(player.world, payment.id)
    answerBank(player.world, intentId)
    await getPayment(player.shopper, { paymentId: payment.id })
    await hear(player, intentId, 'payment_intent.succeeded')
    await getPayment(player.shopper, { paymentId: payment.id })
  },
}

export const declinedThenPaid: Scenario = {
  name: 'declined, then another card',
  faults: 'P3 P18',
  stage: async () => async (player) => {
    const { payment } = await pay(player, cards.declined)
    await pay(player, cards.good, { as: 'pay again', paymentId: payment.id })
    await hear(player, intentOf(player.world, payment.id), 'payment_intent.succeeded')
  },
}

export const payAndSave: Scenario = {
  name: 'pay and save the card',
  faults: 'P3',
  stage: async () => async (player) => {
    const { payment } = await pay(player, cards.good, { saveMethod: true })
    await hear(player, intentOf(player.world, payment.id), 'payment_intent.succeeded')
  },
}

/** No answer comes though Stripe took the money: whoever would call that a decline lets the shopper pay again. */
export const checkoutWithoutAnswer: Scenario = {
  name: 'checkout whose answers are lost',
  faults: 'P2 P3 P4',
  stage: async () => async (player) => {
    const { payment } = await withLostAnswers(player, () => pay(player, cards.good))
    if (payment.status === 'requires_payment_method') {
      await pay(player, cards.good, { as: 'pay again', paymentId: payment.id })
    }
  },
}

/** The sweeper dies as well, over a payment whose answer was lost. */
export const sweptCheckout: Scenario = {
  name: 'the sweeper finishes a checkout',
  faults: 'P3 P4 P12',
  finishesAlone: true,
  async stage(player) {
    const { ctx } = player.world
    const { payment } = await withLostAnswers(player, () => pay(player, cards.good))
    // This one is due, and no other.
    await ctx.db.pool.query(
      `update attempt set lease_until = now() + case when subject_id = $1 then interval '-1 second' else interval '1 hour' end
       where settled_at is null`,
      [payment.id],
    )
    return ({ ctx: sweeper }) => sweepAttempts(sweeper)
  },
}

/** Stripe does what it is asked for while `work` runs, and nobody hears of it. */
async function withLostAnswers<T>({ world: { stripe } }: Player, work: () => Promise<T>): Promise<T> {
  const match = { method: 'POST', path: '/v1/payment_intents' }
  stripe.faults.add({ match, effect: 'reset', phase: 'after', times: 'always' })
  try {
    return await work()
  } finally {
    stripe.faults.clear()
  }
}
