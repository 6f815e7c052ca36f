import { cancelPayment } from '@azora/payments-core/payment/cancel-payment'
import { capturePayment } from '@azora/payments-core/payment/capture-payment'
import { cards, hear, intentOf, pay } from './acts.ts'
import type { Player, Scenario } from './scenario.ts'

/** A payment whose amount the card holds. */
async function held(player: Player): Promise<string> {
  const { payment } = await pay(player, cards.good, { captureMethod: 'manual' })
  await hear(player, intentOf(player.world, payment.id))
  return payment.id
}

export const partialCapture: Scenario = {
  name: 'capture in part',
  faults: 'P3 P16',
  async stage(player) {
    const paymentId = await held(player)
    return ({ staff, id }) =>
      capturePayment(staff('support'), { requestId: id('capture'), paymentId, amountMinor: 11_00 })
  },
}

export const cancellation: Scenario = {
  name: 'cancel what is held',
  faults: 'P3 P21',
  async stage(player) {
    const paymentId = await held(player)
    return ({ staff, id }) => cancelPayment(staff('support'), { requestId: id('cancel'), paymentId })
  },
}
