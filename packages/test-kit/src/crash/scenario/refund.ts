import { approveRefund } from '@azora/payments-core/refund/approve-refund'
import { createRefund } from '@azora/payments-core/refund/create-refund'
import { paid } from './acts.ts'
import type { Scenario } from './scenario.ts'

export const fullRefund: Scenario = {
  name: 'refund of all of it',
  faults: 'R4',
  isAboutMail: true,
  async stage(player) {
    const paymentId = await paid(player)
    return ({ staff, id }) => createRefund(staff('admin'), { requestId: id('refund'), paymentId })
  },
}

export const partialRefunds: Scenario = {
  name: 'two partial refunds',
  faults: 'R4 R7',
  async stage(player) {
    const paymentId = await paid(player)
    return async ({ staff, id }) => {
      await createRefund(staff('support'), { requestId: id('first'), paymentId, amountMinor: 5_00 })
      await createRefund(staff('admin'), { requestId: id('second'), paymentId, amountMinor: 13_00 })
    }
  },
}

/** Three mugs are more than support refunds alone. */
export const approvedRefund: Scenario = {
  name: 'refund with a second approver',
  faults: 'R4 S32',
  async stage(player) {
    const paymentId = await paid(player, { cart: player.world.cart('usd', 3) })
    return async ({ staff, id }) => {
      const { id: refundId } = await createRefund(staff('support'), { requestId: id('ask'), paymentId })
      await approveRefund(staff('admin2'), { requestId: id('approve'), refundId })
    }
  },
}
