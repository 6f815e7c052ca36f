import { submitEvidence } from '@azora/payments-core/dispute/answer-dispute'
import { listDisputes } from '@azora/payments-core/dispute/list-disputes'
import { saveEvidence } from '@azora/payments-core/dispute/save-evidence'
import { hear, intentOf, paid } from './acts.ts'
import type { Scenario } from './scenario.ts'

export const disputeAnswer: Scenario = {
  name: 'send the evidence of a dispute',
  faults: 'P3',
  async stage(player) {
    const paymentId = await paid(player)
    const { id: stripeId } = player.world.stripe.money.raiseDispute(intentOf(player.world, paymentId))
    await hear(player, stripeId)
    const { disputes } = await listDisputes(player.ctx, { sort: 'newest', limit: 100 })
    const disputeId = disputes.find((dispute) => dispute.paymentId === paymentId)?.id ?? ''
    await saveEvidence(player.staff('support'), { disputeId, evidence: { productDescription: 'A harbour mug.' } })
    return ({ staff, id }) => submitEvidence(staff('support'), { requestId: id('submit'), disputeId })
  },
}
