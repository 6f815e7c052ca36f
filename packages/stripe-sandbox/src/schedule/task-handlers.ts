import type { Context } from '../resources/context.ts'
import { depositsFailed, timedOut } from '../resources/bank-verification/check-microdeposits.ts'
import { endVerification } from '../resources/bank-verification/end-verification.ts'
import { expireAuthorization } from '../resources/payment-intent/expire-authorization.ts'
import { settleDebit } from '../resources/payment-intent/settle-debit.ts'
import { failRefund, settleRefund } from '../resources/refund/settle-refund.ts'
import { moneyTasks, type MoneyTask } from './money-tasks.ts'

/** Names what may be planned. A resource that does something later adds its word here and its handler below. */
export type TaskKind =
  | 'end_verification'
  | 'expire_authorization'
  | 'fail_microdeposits'
  | 'settle_debit'
  | 'fail_refund'
  | 'settle_refund'
  | MoneyTask

type Handle = (context: Context, subject: string) => void

const handlers: Record<TaskKind, Handle> = {
  end_verification: (context, id) => endVerification(context, id, timedOut),
  expire_authorization: expireAuthorization,
  fail_refund: (context, id) => failRefund(context, id),
  fail_microdeposits: (context, id) => endVerification(context, id, depositsFailed),
  settle_debit: settleDebit,
  settle_refund: settleRefund,
  ...moneyTasks,
}

export const taskHandlers: ReadonlyMap<string, Handle> = new Map(Object.entries(handlers))
