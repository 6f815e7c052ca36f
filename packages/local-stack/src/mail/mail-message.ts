/** `content` is base64. */
export type MailAttachment = { filename: string; contentType: string; sizeBytes: number; content: string }

export type MailDraft = {
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  html?: string
  text?: string
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: MailAttachment[]
}

/** A mail that the sandbox accepted. `createdAt` is ISO 8601 in UTC. */
export type MailMessage = MailDraft & { id: string; createdAt: string; idempotencyKey?: string }
