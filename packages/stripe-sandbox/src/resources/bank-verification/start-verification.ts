import { findTestBankAccount } from '../payment-method/find-payment-method.ts'
import type { Context } from '../context.ts'
import { createId } from '../../state/create-id.ts'
import type { BankVerification, VerifyWithMicrodeposits } from './bank-verification.ts'

const arrivesAfterSeconds = 24 * 3600
const mostSeconds = 10 * 24 * 3600

/** Sends the deposits; they arrive after a day, and the holder has ten days to say what came. */
export function startVerification(
  context: Context,
  about: { intent: string; methodId: string; mandateId: string },
): VerifyWithMicrodeposits {
  const verification = context.state
    .table('bank_verification')
    .put<BankVerification>({ id: createId('bver'), ...about, wrongTries: 0 })
  const account = findTestBankAccount(context, about.methodId)
  const arrival = context.now + arrivesAfterSeconds
  context.schedule(
    account.failsMicrodeposits
      ? { kind: 'fail_microdeposits', subject: verification.id, dueAt: arrival }
      : { kind: 'end_verification', subject: verification.id, dueAt: context.now + mostSeconds },
  )
  return {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: arrival,
      hosted_verification_url: `${context.url}/verify-microdeposits/${verification.id}`,
      microdeposit_type: 'descriptor_code',
    },
  }
}
