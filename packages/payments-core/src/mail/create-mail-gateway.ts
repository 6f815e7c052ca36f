import { Resend } from 'resend'
import { systemClock, type Clock } from '../clock.ts'

export interface Mail {
  to: string
  subject: string
  html: string
  text: string
  attachments: { fileName: string; contentType: string; bytes: Uint8Array }[]
  /** The same key and content are sent once, for 24 hours at least. */
  idempotencyKey: string
}

/** The only way to the mail service. */
export interface MailGateway {
  /**
   * @param notAfter a mail that could not be handed over by then stays here: the service may have forgotten the one before it
   * @returns the service's id of the mail
   * @throws {MailRefused} when the service will never take this mail
   * @throws when there is no answer or the service is overloaded: the mail may have left, so repeat with the same key
   */
  send(mail: Mail, notAfter: Date): Promise<string>
}

/** The service said no for good: a wrong address, say. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
}

/** One address, and nothing that a header or a list of addresses is made of. */
const oneAddress = /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}"(),:;<>@[\\\]]{1,255}$/u
const lineBreak = /[\p{Cc}\p{Zl}\p{Zp}]/u

const defaultTimeoutMs = 10_000

/** A gateway on the `resend` SDK. */
export function createMailGateway(options: {
  apiKey: string
  baseUrl?: string | undefined
  from: string
  /** How long to wait for an answer. */
  timeoutMs?: number
  clock?: Clock
}): MailGateway {
  const { apiKey, baseUrl, from, timeoutMs = defaultTimeoutMs, clock = systemClock } = options
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return {
    async send({ to, subject, html, text, attachments, idempotencyKey }, notAfter) {
      if (!oneAddress.test(to)) throw new MailRefused('invalid_address')
      if (lineBreak.test(subject)) throw new MailRefused('invalid_subject')
      if (clock.now() > notAfter) throw new Error('the mail comes too late to be handed over')
      const { data, error } = await resend.emails.send(
        {
          from,
          to,
          subject,
          html,
          text,
          attachments: attachments.map(({ fileName, contentType, bytes }) => ({
            filename: fileName,
            contentType,
            content: Buffer.from(bytes).toString('base64'),
          })),
        },
        { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) },
      )
      if (data) return data.id
      if (error.statusCode === 422 || error.name === 'invalid_idempotent_request') throw new MailRefused(error.name)
      throw new Error(`the mail service answered ${error.statusCode ?? 'nothing'}: ${error.name}`)
    },
  }
}
