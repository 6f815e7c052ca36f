import type { MethodSummary } from '@azora/contract/payment'
import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { methodName } from '../receipt/method-name.ts'

/** What the mail knows of the card, frozen when it was queued. */
interface ExpiringCard {
  to: string
  merchant: { name: string; supportEmail: string }
  method: MethodSummary
  expiry: { month: number; year: number }
}

/** The mail that says that a saved card is about to expire, and what to do. */
export function renderExpiryMail(ctx: PaymentContext, { merchant, method, expiry }: ExpiringCard): MailText {
  const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(expiry.year, expiry.month - 1)),
  )
  return renderNotice({
    locale: 'en',
    merchant,
    subject: `A card that you saved with ${merchant.name} is about to expire`,
    heading: 'Your saved card is about to expire',
    sentences: [
      `Your card can be charged until the end of ${month}. To keep paying with a saved method, add another one.`,
      'If your bank sends you a new card with the same number, there is often nothing to do: many banks tell us its new date.',
    ],
    facts: [
      { label: 'Card', value: methodName(method) },
      { label: 'Expires', value: month },
    ],
    button: { label: 'See your payment methods', url: `${ctx.publicUrl}/account/payment-methods` },
    questions: 'Questions? Write to',
  })
}
