import type { Locale } from '@azora/contract/locale'
import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { signLinkToken } from './link-token.ts'
import { factsOf, type MailedPayment } from './mailed-payment.ts'

interface ConfirmTexts {
  subject: (merchant: string) => string
  heading: string
  sentences: (merchant: string, until: string) => string[]
  button: string
  questions: string
}

const texts: Record<Locale, ConfirmTexts> = {
  en: {
    subject: (merchant) => `Please confirm your payment to ${merchant}`,
    heading: 'Your bank wants you to confirm a payment',
    sentences: (merchant, until) => [
      `${merchant} wants to charge your saved payment method. Before your bank lets it through, it wants to hear from you.`,
      `Open the link and confirm in your bank’s window. It works until ${until} (UTC). Nothing has been charged so far.`,
    ],
    button: 'Confirm payment',
    questions: 'If you did not expect this, do nothing and write to',
  },
  de: {
    subject: (merchant) => `Bitte bestätigen Sie Ihre Zahlung an ${merchant}`,
    heading: 'Ihre Bank möchte, dass Sie eine Zahlung bestätigen',
    sentences: (merchant, until) => [
      `${merchant} möchte Ihre gespeicherte Zahlungsart belasten. Bevor Ihre Bank das zulässt, möchte sie von Ihnen hören.`,
      `Öffnen Sie den Link und bestätigen Sie die Zahlung im Fenster Ihrer Bank. Er gilt bis ${until} (UTC). Bisher wurde nichts abgebucht.`,
    ],
    button: 'Zahlung bestätigen',
    questions: 'Haben Sie das nicht erwartet? Dann tun Sie nichts und schreiben Sie an',
  },
}

/** The mail that asks the owner of a saved method to confirm a charge: the way back is a link that names the payment only. */
export function renderConfirmMail(ctx: PaymentContext, data: MailedPayment & { continueUntil: string }): MailText {
  const { merchant, paymentId } = data
  const locale = data.locale ?? 'en'
  const said = texts[locale]
  const expiresAt = new Date(data.continueUntil)
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    expiresAt,
  )
  return renderNotice({
    locale,
    merchant,
    subject: said.subject(merchant.name),
    heading: said.heading,
    sentences: said.sentences(merchant.name, until),
    facts: factsOf(data, locale),
    button: {
      label: said.button,
      url: `${ctx.publicUrl}/continue/${signLinkToken(ctx.linkSecret, { paymentId, expiresAt })}`,
    },
    questions: said.questions,
  })
}
