import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { signLinkToken } from './link-token.ts'
import { factsOf, type MailedPayment } from './mailed-payment.ts'

const texts = {
  subject: (merchant: string) => `Please confirm your payment to ${merchant}`,
  heading: 'Your bank wants you to confirm a payment',
  sentences: (merchant: string, until: string) => [
    `${merchant} wants to charge your saved payment method. Before your bank lets it through, it wants to hear from you.`,
    `Open the link and confirm in your bank’s window. It works until ${until} (UTC). Nothing has been charged so far.`,
  ],
  button: 'Confirm payment',
  questions: 'If you did not expect this, do nothing and write to',
}

/** The mail that asks the owner of a saved method to confirm a charge: the way back is a link that names the payment only. */
export function renderConfirmMail(ctx: PaymentContext, data: MailedPayment & { continueUntil: string }): MailText {
  const { merchant, paymentId } = data
  const expiresAt = new Date(data.continueUntil)
  const until = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    expiresAt,
  )
  return renderNotice({
    locale: 'en',
    merchant,
    subject: texts.subject(merchant.name),
    heading: texts.heading,
    sentences: texts.sentences(merchant.name, until),
    facts: factsOf(data, { locale: 'en', amount: 'Amount', description: 'For', method: 'Payment method' }),
    button: {
      label: texts.button,
      url: `${ctx.publicUrl}/continue/${signLinkToken(ctx.linkSecret, { paymentId, expiresAt })}`,
    },
    questions: texts.questions,
  })
}
