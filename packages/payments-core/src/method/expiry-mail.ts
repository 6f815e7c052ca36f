import type { Locale } from '@azora/contract/locale'
import type { MethodSummary } from '@azora/contract/payment'
import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { methodName } from '../receipt/method-name.ts'

/** What the mail knows of the card, frozen when it was queued. */
interface ExpiringCard {
  to: string
  locale?: Locale | null
  merchant: { name: string; supportEmail: string }
  method: MethodSummary
  expiry: { month: number; year: number }
}

interface ExpiryTexts {
  subject: (merchant: string) => string
  heading: string
  sentences: (month: string) => string[]
  card: string
  expires: string
  button: string
  questions: string
}

const texts: Record<Locale, ExpiryTexts> = {
  en: {
    subject: (merchant) => `A card that you saved with ${merchant} is about to expire`,
    heading: 'Your saved card is about to expire',
    sentences: (month) => [
      `Your card can be charged until the end of ${month}. To keep paying with a saved method, add another one.`,
      'If your bank sends you a new card with the same number, there is often nothing to do: many banks tell us its new date.',
    ],
    card: 'Card',
    expires: 'Expires',
    button: 'See your payment methods',
    questions: 'Questions? Write to',
  },
  de: {
    subject: (merchant) => `Eine bei ${merchant} gespeicherte Karte läuft bald ab`,
    heading: 'Ihre gespeicherte Karte läuft bald ab',
    sentences: (month) => [
      `Ihre Karte kann noch bis Ende ${month} belastet werden. Damit Sie weiter mit einer gespeicherten Zahlungsart bezahlen können, fügen Sie bitte eine andere hinzu.`,
      'Schickt Ihre Bank Ihnen eine neue Karte mit derselben Nummer, müssen Sie oft nichts tun: Viele Banken melden uns das neue Datum.',
    ],
    card: 'Karte',
    expires: 'Gültig bis',
    button: 'Zahlungsarten ansehen',
    questions: 'Fragen? Schreiben Sie an',
  },
}

/** The mail that says that a saved card is about to expire, and what to do. */
export function renderExpiryMail(ctx: PaymentContext, { merchant, method, expiry, ...data }: ExpiringCard): MailText {
  const locale = data.locale ?? 'en'
  const said = texts[locale]
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(expiry.year, expiry.month - 1)),
  )
  return renderNotice({
    locale,
    merchant,
    subject: said.subject(merchant.name),
    heading: said.heading,
    sentences: said.sentences(month),
    facts: [
      { label: said.card, value: methodName(method) },
      { label: said.expires, value: month },
    ],
    button: { label: said.button, url: `${ctx.publicUrl}/account/payment-methods` },
    questions: said.questions,
  })
}
