import type { DeclineReason } from '@azora/contract/decline-reason'
import type { Locale } from '@azora/contract/locale'
import type { PaymentContext } from '../context.ts'
import { renderNotice, type MailText } from '../mail/notice-mail.ts'
import { factsOf, type MailedPayment } from './mailed-payment.ts'

interface FailureTexts {
  subject: (merchant: string) => string
  heading: string
  reasons: Partial<Record<DeclineReason, string>>
  unnamed: string
  next: string
  button: string
  questions: string
}

const texts: Record<Locale, FailureTexts> = {
  en: {
    subject: (merchant) => `Your payment to ${merchant} did not go through`,
    heading: 'Your bank debit did not go through',
    reasons: {
      insufficient_funds: 'There was not enough money on the account when the bank was asked.',
      bank_account_closed: 'The bank says that the account has been closed.',
      bank_account_unusable: 'The bank says that this account cannot be debited.',
      bank_limit_exceeded: 'The amount is above what the bank lets us debit from this account.',
      debit_not_authorized: 'The bank says that the debit was not authorised.',
    },
    unnamed: 'Your bank did not carry out the debit and gave no reason. Your bank can tell you more.',
    next: 'Nothing was charged. Your order is not paid: please pay again, from another account or by card.',
    button: 'See the payment',
    questions: 'Questions? Write to',
  },
  de: {
    subject: (merchant) => `Ihre Zahlung an ${merchant} hat nicht geklappt`,
    heading: 'Ihre Lastschrift wurde nicht ausgeführt',
    reasons: {
      insufficient_funds: 'Auf dem Konto war nicht genug Geld, als die Bank gefragt wurde.',
      bank_account_closed: 'Die Bank meldet, dass das Konto geschlossen wurde.',
      bank_account_unusable: 'Die Bank meldet, dass von diesem Konto nicht abgebucht werden kann.',
      bank_limit_exceeded: 'Der Betrag ist höher, als die Bank uns von diesem Konto abbuchen lässt.',
      debit_not_authorized: 'Die Bank meldet, dass die Lastschrift nicht genehmigt wurde.',
    },
    unnamed:
      'Ihre Bank hat die Lastschrift nicht ausgeführt und keinen Grund genannt. Mehr kann Ihnen Ihre Bank sagen.',
    next: 'Es wurde nichts abgebucht. Ihre Bestellung ist nicht bezahlt: Bitte bezahlen Sie noch einmal, von einem anderen Konto oder mit Karte.',
    button: 'Zahlung ansehen',
    questions: 'Fragen? Schreiben Sie an',
  },
}

/** The mail that says, days after a debit was sent, that the bank did not carry it out, and what to do now. */
export function renderFailureMail(
  ctx: PaymentContext,
  data: MailedPayment & { reason: DeclineReason | null },
): MailText {
  const { merchant, reason, paymentId } = data
  const locale = data.locale ?? 'en'
  const said = texts[locale]
  return renderNotice({
    locale,
    merchant,
    subject: said.subject(merchant.name),
    heading: said.heading,
    sentences: [(reason && said.reasons[reason]) ?? said.unnamed, said.next],
    facts: factsOf(data, locale),
    button: { label: said.button, url: `${ctx.publicUrl}/payments/${paymentId}` },
    questions: said.questions,
  })
}
