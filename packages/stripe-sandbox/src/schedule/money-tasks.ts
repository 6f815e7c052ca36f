import { followUpCharge } from '../resources/charge/plan-aftermath.ts'
import type { Context } from '../resources/context.ts'
import { endDeadline, readEvidence } from '../resources/dispute/settle-dispute.ts'

export type MoneyTask = 'decide_dispute' | 'end_dispute_deadline' | 'follow_up_charge'

/** What banks and networks do about money that was taken. */
export const moneyTasks: Record<MoneyTask, (context: Context, subject: string) => void> = {
  decide_dispute: readEvidence,
  end_dispute_deadline: endDeadline,
  follow_up_charge: followUpCharge,
}
