import { createRefund } from '@azora/payments-core/refund/create-refund'
import { paid, sendMails } from './acts.ts'
import type { Scenario } from './scenario.ts'

export const receiptMail: Scenario = {
  name: 'receipt mail',
  faults: 'E1',
  finishesAlone: true,
  isAboutMail: true,
  async stage(player) {
    await paid(player)
    return sendMails
  },
}

/** Two documents are attached: the refund's, and the payment's with the refund on it. */
export const refundMail: Scenario = {
  name: 'refund mail',
  faults: 'E1',
  finishesAlone: true,
  isAboutMail: true,
  async stage(player) {
    const paymentId = await paid(player)
    await sendMails(player)
    await createRefund(player.staff('admin'), { requestId: player.id('refund'), paymentId, amountMinor: 5_00 })
    return sendMails
  },
}
