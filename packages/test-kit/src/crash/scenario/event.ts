import { askStripe } from '../../ask-stripe.ts'
import { cards, hear, intentOf, paid, pay } from './acts.ts'
import type { Scenario } from './scenario.ts'

export const succeededEvent: Scenario = {
  name: 'event: payment_intent.succeeded',
  faults: 'W5 W11 E5',
  finishesAlone: true,
  isAboutMail: true,
  async stage(player) {
    const { payment } = await pay(player, cards.good)
    const intentId = intentOf(player.world, payment.id)
    return (hearer) => hear(hearer, intentId, 'payment_intent.succeeded')
  },
}

export const refundedEvent: Scenario = {
  name: 'event: a refund made at Stripe',
  faults: 'W5 R8',
  finishesAlone: true,
  async stage(player) {
    const paymentId = await paid(player)
    const intentId = intentOf(player.world, paymentId)
    const { id: refundId } = await askStripe(player.world, 'refunds', { payment_intent: intentId, amount: '700' })
    const charge = player.world.stripe.objects('charge').find(({ payment_intent: id }) => id === intentId)
    return async (hearer) => {
      await hear(hearer, String(charge?.id), 'charge.refunded')
      await hear(hearer, refundId)
    }
  },
}

export const disputedEvent: Scenario = {
  name: 'event: charge.dispute.created',
  faults: 'W5',
  finishesAlone: true,
  async stage(player) {
    const paymentId = await paid(player)
    const { id } = player.world.stripe.money.raiseDispute(intentOf(player.world, paymentId))
    return (hearer) => hear(hearer, id)
  },
}
