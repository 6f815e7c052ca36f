import type { DeclineReason } from '@azora/contract/decline-reason'
import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { factsOf, type MailedPayment } from './mailed-payment.ts'

const unnamed = 'Your bank did not carry out the debit and gave no reason. Your bank can tell you more.'

const reasons: Partial<Record<DeclineReason, string>> = {
  insufficient_funds: 'There was not enough money on the account when the bank was asked.',
  bank_account_closed: 'The bank says that the account has been closed.',
  bank_account_unusable: 'The bank says that this account cannot be debited.',
  bank_limit_exceeded: 'The amount is above what the bank lets us debit from this account.',
  debit_not_authorized: 'The bank says that the debit was not authorised.',
}

/** The mail that says, days after a debit was sent, that the bank did not carry it out, and what to do now. */
export function renderFailureMail(
  ctx: PaymentContext,
  data: MailedPayment & { reason: DeclineReason | null },
): MailText {
  const { merchant, reason, paymentId } = data
  return renderNotice({
    locale: 'en',
    merchant,
    subject: `Your payment to ${merchant.name} did not go through`,
    heading: 'Your bank debit did not go through',
    sentences: [
      (reason && reasons[reason]) ?? unnamed,
      'Nothing was charged. Your order is not paid: please pay again, from another account or by card.',
    ],
    facts: factsOf(data, { locale: 'en', amount: 'Amount', description: 'For', method: 'Payment method' }),
    button: { label: 'See the payment', url: `${ctx.publicUrl}/payments/${paymentId}` },
    questions: 'Questions? Write to',
  })
}
