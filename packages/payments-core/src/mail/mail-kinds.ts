import type { PaymentContext } from '../context.ts'
import { renderExpiryMail } from '../method/expiry-mail.ts'
import { renderConfirmMail } from '../payment/confirm-mail.ts'
import { renderFailureMail } from '../payment/failure-mail.ts'
import type { MailText } from './notice-mail.ts'

/**
 * Makes a mail of what its outbox row says, and of nothing that may change: the mail service knows a repeat by its bytes. The
 * data is what the statement that queued the mail of this kind wrote.
 */
type MailRenderer = (ctx: PaymentContext, data: never) => MailText

/** How the mails of each kind are written; their data names the reader as `to`. */
export const mailKinds: Partial<Record<string, MailRenderer>> = {
  confirm_mail: renderConfirmMail,
  failure_mail: renderFailureMail,
  expiry_mail: renderExpiryMail,
}
