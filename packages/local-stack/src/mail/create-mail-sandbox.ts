import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../http/listen.ts'
import { BodyTooLarge, readBody } from '../http/read-body.ts'
import { sendJson } from '../http/send.ts'
import { answerInbox } from './answer-inbox.ts'
import { createMailFaults, isMailFault, type MailFault, type MailFaults } from './mail-faults.ts'
import type { MailMessage } from './mail-message.ts'
import { MailRefusal } from './mail-refusal.ts'
import { createMailStore, type MailStore } from './mail-store.ts'
import { parseDraft } from './parse-draft.ts'

export type MailSandboxOptions = {
  /** 0 (the default) picks a free one. */
  port?: number
  /** Keeps the mails over a restart. */
  dataDir?: string
  clock?: { now(): Date }
}

export type MailSandbox = AsyncDisposable & {
  /** For `RESEND_BASE_URL`, and the address of the inbox page. */
  url: string
  port: number
  /** Oldest first. */
  messages(): readonly MailMessage[]
  faults: MailFaults
  /** Forgets mails, idempotency keys and faults. */
  reset(): void
  close(): Promise<void>
}

type Context = { store: MailStore; faults: MailFaults; reset: () => void }
type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL }

const bodyLimitBytes = 60 * 1024 * 1024

/** Stands where Resend stands: takes mails with its API, shows them on a page, sends none. */
export async function createMailSandbox(options: MailSandboxOptions = {}): Promise<MailSandbox> {
  const now = () => options.clock?.now() ?? new Date()
  const store = createMailStore({ dataDir: options.dataDir, now })
  const faults = createMailFaults()
  const reset = () => {
    store.reset()
    faults.clear()
  }
  const { port, close } = await listen(
    (request, response) => void answer({ store, faults, reset }, request, response),
    options.port ?? 0,
  )
  const url = `http://localhost:${port}`
  return { url, port, messages: () => store.messages(), faults, reset, close, [Symbol.asyncDispose]: close }
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const exchange = { request, response, url }
    if (request.method === 'GET' && answerInbox(context.store, url, response)) return
    if (url.pathname === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (url.pathname.startsWith('/_sandbox/')) return await answerControl(context, exchange)
    await answerApi(context, exchange)
  } catch (error) {
    const refusal = asRefusal(error)
    if (!response.headersSent) sendJson(response, refusal.body.statusCode, refusal.body)
  }
}

function asRefusal(error: unknown): MailRefusal {
  if (error instanceof MailRefusal) return error
  if (error instanceof BodyTooLarge) return new MailRefusal(413, 'validation_error', error.message)
  if (error instanceof SyntaxError)
    return new MailRefusal(422, 'validation_error', 'The request body is not valid JSON.')
  return new MailRefusal(500, 'internal_server_error', 'An unexpected error occurred.')
}

async function answerApi(context: Context, { request, response, url }: Exchange): Promise<void> {
  const [root, id, ...more] = url.pathname.split('/').slice(1)
  if (root !== 'emails' || more.length > 0) {
    throw new MailRefusal(404, 'not_found', 'The requested endpoint does not exist.')
  }
  checkKey(request)
  if (id === undefined && request.method === 'POST') return await send(context, request, response)
  if (id !== undefined && request.method === 'GET') return sendJson(response, 200, asResend(context.store, id))
  throw new MailRefusal(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
}

function checkKey(request: IncomingMessage): void {
  const key = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key === undefined) throw new MailRefusal(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (!key.startsWith('re_')) throw new MailRefusal(403, 'invalid_api_key', 'API key is invalid.')
}

async function send({ store, faults }: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = idempotencyKey(request)
  const body = await readBody(request, bodyLimitBytes)
  const claim = key === undefined ? undefined : store.claim(key, body)
  try {
    const earlier = claim?.earlier
    const fault = faults.take()
    await sufferBefore(fault, response)
    const message = earlier ?? store.accept(parseDraft(JSON.parse(body)), key === undefined ? undefined : { key, body })
    if (fault?.effect === 'hang-after') return
    if (fault?.effect === 'reset-after') return void response.destroy()
    sendJson(response, 200, { id: message.id })
  } finally {
    claim?.release()
  }
}

async function sufferBefore(fault: MailFault | undefined, response: ServerResponse): Promise<void> {
  if (fault?.effect === 'slow') await delay(fault.delayMs ?? 1_000)
  if (fault?.effect === 'hang') {
    await once(response, 'close') // The caller gave up.
    throw new MailRefusal(503, 'application_error', 'The caller went away.')
  }
  if (fault?.effect !== 'status') return
  const status = fault.status ?? 500
  if (status === 429) throw new MailRefusal(429, 'rate_limit_exceeded', 'Too many requests.')
  if (status < 500) throw new MailRefusal(status, 'validation_error', 'The sandbox was told to refuse this mail.')
  throw new MailRefusal(status, 'internal_server_error', 'An unexpected error occurred.')
}

function idempotencyKey(request: IncomingMessage): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && key.length >= 1 && key.length <= 256) return key
  throw new MailRefusal(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
}

function asResend(store: MailStore, id: string) {
  const message = store.find(id)
  if (!message) throw new MailRefusal(404, 'not_found', 'Email not found')
  const { from, to, cc, bcc, replyTo, subject, html = null, text = null, createdAt } = message
  const sent = { object: 'email', id, from, to, cc, bcc, reply_to: replyTo, subject, html, text, created_at: createdAt }
  return { ...sent, last_event: 'delivered' }
}

async function answerControl({ store, faults, reset }: Context, { request, response, url }: Exchange): Promise<void> {
  const route = `${request.method ?? 'GET'} ${url.pathname}`
  switch (route) {
    case 'GET /_sandbox/messages':
      return sendJson(response, 200, { messages: store.messages() })
    case 'GET /_sandbox/count':
      return sendJson(response, 200, { count: store.messages().length })
    case 'POST /_sandbox/reset':
      reset()
      return sendJson(response, 200, { reset: true })
    case 'GET /_sandbox/faults':
      return sendJson(response, 200, { faults: faults.list() })
    case 'DELETE /_sandbox/faults':
      faults.clear()
      return sendJson(response, 200, { faults: [] })
    case 'POST /_sandbox/faults': {
      const fault: unknown = JSON.parse(await readBody(request, 10_000))
      if (!isMailFault(fault)) throw new MailRefusal(422, 'validation_error', 'A fault needs a known `effect`.')
      faults.add(fault)
      return sendJson(response, 200, { faults: faults.list() })
    }
    default:
      throw new MailRefusal(404, 'not_found', 'The requested endpoint does not exist.')
  }
}
