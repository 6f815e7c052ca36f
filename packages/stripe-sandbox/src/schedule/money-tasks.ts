import { followUpCharge } from '../resources/charge/plan-aftermath.ts'
import type { Context } from '../resources/context.ts'
import { endDeadline, readEvidence } from '../resources/dispute/settle-dispute.ts'
import { payOut } from '../resources/payout/automatic-payouts.ts'
import { landPayout, sendPayout } from '../resources/payout/settle-payout.ts'

export type MoneyTask =
  | 'decide_dispute'
  | 'end_dispute_deadline'
  | 'follow_up_charge'
  | 'land_payout'
  | 'pay_out'
  | 'send_payout'

/** What banks and networks do about money that was taken. */
export const moneyTasks: Record<MoneyTask, (context: Context, subject: string) => void> = {
  decide_dispute: readEvidence,
  end_dispute_deadline: endDeadline,
  follow_up_charge: followUpCharge,
  land_payout: landPayout,
  pay_out: payOut,
  send_payout: sendPayout,
}
