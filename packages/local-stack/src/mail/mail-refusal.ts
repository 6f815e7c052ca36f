/**
 * A "no" in Resend's form: `{ statusCode, name, message }`.
 *
 * @see https://resend.com/docs/api-reference/errors read 2026-11-21
 */
export class MailRefusal extends Error {
  override readonly name = 'MailRefusal'
  readonly body: { statusCode: number; name: string; message: string }
  constructor(statusCode: number, code: string, message: string) {
    super(message)
    this.body = { statusCode, name: code, message }
  }
}
