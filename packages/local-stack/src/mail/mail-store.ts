import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { MailDraft, MailMessage } from './mail-message.ts'
import { MailRefusal } from './mail-refusal.ts'

type Journaled = { message: MailMessage; fingerprint: string }
type Remembered = { fingerprint: string; messageId?: string; atMs: number }

export type MailStore = {
  /** Oldest first. */
  messages(): readonly MailMessage[]
  find(id: string): MailMessage | undefined
  /** Takes the key for the time of a request; `release` frees it unless the mail was accepted. */
  claim(key: string, body: string): { earlier: MailMessage | undefined; release(): void }
  accept(draft: MailDraft, idempotency?: { key: string; body: string }): MailMessage
  reset(): void
}

const rememberedMs = 24 * 60 * 60 * 1000

/**
 * Keeps accepted mails and Resend's idempotency keys, which hold for 24 h. With `dataDir` a mail is on disk before it
 * is answered, so a killed sandbox has forgotten none.
 */
export function createMailStore(options: { dataDir: string | undefined; now: () => Date }): MailStore {
  const file = options.dataDir === undefined ? undefined : join(options.dataDir, 'messages.jsonl')
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true })
  const messages: MailMessage[] = []
  const keys = new Map<string, Remembered>()
  const nowMs = () => options.now().getTime()

  const remember = ({ message, fingerprint }: Journaled) => {
    messages.push(message)
    const { idempotencyKey: key, id, createdAt } = message
    if (key !== undefined) keys.set(key, { fingerprint, messageId: id, atMs: Date.parse(createdAt) })
  }
  if (file && existsSync(file)) for (const line of readLines(file)) remember(line)
  const find = (id: string) => messages.find((message) => message.id === id)

  return {
    messages: () => messages,
    find,
    claim: (key, body) => {
      const known = keys.get(key)
      const fresh = known !== undefined && nowMs() - known.atMs < rememberedMs
      if (fresh && known.fingerprint !== fingerprintOf(body)) throw otherBody()
      if (fresh && known.messageId === undefined) throw inFlight()
      if (fresh && known.messageId !== undefined) return { earlier: find(known.messageId), release: () => {} }
      const claimed: Remembered = { fingerprint: fingerprintOf(body), atMs: nowMs() }
      keys.set(key, claimed)
      const release = () => {
        if (keys.get(key) === claimed) keys.delete(key)
      }
      return { earlier: undefined, release }
    },
    accept: (draft, idempotency) => {
      const key = idempotency && { idempotencyKey: idempotency.key }
      const message: MailMessage = { id: randomUUID(), createdAt: options.now().toISOString(), ...draft, ...key }
      const entry = { message, fingerprint: fingerprintOf(idempotency?.body ?? '') }
      if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`)
      remember(entry)
      return message
    },
    reset: () => {
      messages.length = 0
      keys.clear()
      if (file) rmSync(file, { force: true })
    },
  }
}

const fingerprintOf = (body: string) => createHash('sha256').update(body).digest('base64url')

const otherBody = () =>
  new MailRefusal(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')

const inFlight = () =>
  new MailRefusal(
    409,
    'concurrent_idempotent_requests',
    'Same idempotency key used while original request is still in progress.',
  )

// A line cut short by a kill was never answered.
function readLines(file: string): Journaled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        // We wrote the line ourselves.
        return line === '' ? [] : [JSON.parse(line) as Journaled]
      } catch {
        return []
      }
    })
}
