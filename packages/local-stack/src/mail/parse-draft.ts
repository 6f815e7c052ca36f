import { MailRefusal } from './mail-refusal.ts'
import type { MailAttachment, MailDraft } from './mail-message.ts'

type Fields = Record<string, unknown>

const address = /^[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+$/
const namedAddress = /^[^<>]*<([^<>]+)>$/
const maxRecipients = 50
const maxAttachmentBytes = 40 * 1024 * 1024

/**
 * Reads the body of `POST /emails` as Resend does.
 *
 * @throws {MailRefusal} 422 in Resend's words: a field is missing or malformed
 */
export function parseDraft(body: unknown): MailDraft {
  if (!isFields(body)) throw invalid('The request body must be a JSON object.')
  for (const field of ['from', 'to', 'subject']) if (isBlank(body[field])) throw missing(field)
  const to = addresses(body, 'to')
  if (to.length > maxRecipients) throw invalid('The `to` field must not have more than 50 recipients.')
  const html = optionalText(body, 'html')
  const text = optionalText(body, 'text')
  if (html === undefined && text === undefined) throw missing('html` or `text')
  return {
    from: addresses(body, 'from')[0] ?? '',
    to,
    cc: addresses(body, 'cc'),
    bcc: addresses(body, 'bcc'),
    replyTo: addresses(body, 'reply_to'),
    subject: optionalText(body, 'subject') ?? '',
    ...(html === undefined ? {} : { html }),
    ...(text === undefined ? {} : { text }),
    headers: headers(body.headers),
    tags: tags(body.tags),
    attachments: attachments(body.attachments),
  }
}

function addresses(body: Fields, field: string): string[] {
  const value = body[field]
  if (value === undefined || value === null) return []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.map((each) => {
    const email = typeof each === 'string' ? (namedAddress.exec(each.trim())?.[1] ?? each.trim()) : ''
    if (typeof each === 'string' && address.test(email)) return each.trim()
    const format = 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'
    throw invalid(`Invalid \`${field}\` field. ${format}`)
  })
}

function optionalText(body: Fields, field: string): string | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalid(`The \`${field}\` field must be a \`string\`.`)
  return value
}

function headers(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {}
  if (!isFields(value)) throw invalid('The `headers` field must be an `object`.')
  const entries = Object.entries(value).map(([name, content]): [string, string] => {
    if (typeof content === 'string') return [name, content]
    throw invalid(`The \`headers.${name}\` field must be a \`string\`.`)
  })
  return Object.fromEntries(entries)
}

function tags(value: unknown): { name: string; value: string }[] {
  return list(value, 'tags').map((tag) => {
    const { name, value: content } = tag
    if (typeof name === 'string' && typeof content === 'string' && /^[\w-]{1,256}$/.test(name)) {
      if (/^[\w-]{0,256}$/.test(content)) return { name, value: content }
    }
    throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
  })
}

function attachments(value: unknown): MailAttachment[] {
  const parsed = list(value, 'attachments').map(attachment)
  if (parsed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) <= maxAttachmentBytes) return parsed
  throw invalid('The attachments must not be larger than 40MB in total.')
}

function attachment(input: Fields): MailAttachment {
  const { filename, content, content_type: contentType } = input
  if (content === undefined || content === null) {
    const remote = 'The sandbox fetches nothing: send `content`, not `path`.'
    const message = input.path === undefined ? 'Attachment must have either a `content` or `path`.' : remote
    throw new MailRefusal(422, 'invalid_attachment', message)
  }
  const name = typeof filename === 'string' && filename !== '' ? filename : 'attachment'
  const bytes = attachmentBytes(content)
  return {
    filename: name,
    contentType: typeof contentType === 'string' ? contentType : typeByName(name),
    sizeBytes: bytes.length,
    content: bytes.toString('base64'),
  }
}

// A Buffer that went through JSON.stringify arrives as `{ type: 'Buffer', data: [...] }`.
function attachmentBytes(content: unknown): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'base64')
  const data = isFields(content) ? content.data : content
  if (Array.isArray(data) && data.every((byte) => typeof byte === 'number')) return Buffer.from(data)
  throw new MailRefusal(422, 'invalid_attachment', 'Attachment `content` must be a base64 string or a Buffer.')
}

const types: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

const typeByName = (filename: string) =>
  types[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

function list(value: unknown, field: string): Fields[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value) && value.every(isFields)) return value
  throw invalid(`The \`${field}\` field must be an \`array\` of objects.`)
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const invalid = (message: string) => new MailRefusal(422, 'validation_error', message)
const missing = (field: string) => new MailRefusal(422, 'missing_required_field', `Missing \`${field}\` field.`)
