import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { apiVersion } from '../api-version.ts'
import { decodeForm } from '../contract/decode-form.ts'
import type { FaultRule, FaultRules } from '../control/fault-rules.ts'
import type { RequestLog } from '../control/request-log.ts'
import { Context } from '../resources/context.ts'
import { createId } from '../state/create-id.ts'
import type { State } from '../state/state.ts'
import { errorAnswer, jsonAnswer, type Answer } from './answer.ts'
import { checkApiKey, hide, readKey, type KeyKind } from './check-api-key.ts'
import { checkApiVersion } from './check-api-version.ts'
import { expand } from './expand.ts'
import { faultAnswer } from './fault-answer.ts'
import { findAccountState } from './find-account-state.ts'
import { findRoute, type Route } from './find-route.ts'
import type { Idempotency, IdempotentAnswer } from './idempotency.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { readBody } from './read-body.ts'
import { checkRestrictedKey } from './restricted-key.ts'
import { sendSpoiled } from './send-spoiled.ts'
import { invalidRequest, StripeError, unrecognizedUrl } from './stripe-error.ts'

export interface Api {
  state: State
  url: string
  faults: FaultRules
  requests: RequestLog
  idempotency: Idempotency
  rateLimiter: RateLimiter
  /** Called when changes are saved: there may be events to deliver. */
  saved(): void
}

interface Call {
  request: IncomingMessage
  url: URL
  method: string
  requestId: string
  /** Only for POST: Stripe ignores the header elsewhere. */
  idempotencyKey: string | null
  /** The key with the connected account: each account has keys of its own. */
  scopedKey: string | null
}

interface Outcome {
  answer: Answer
  replayOf?: string
}

/** Answers one request under `/v1`. Every path through here is logged. */
export async function handleApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', api.url)
  const method = request.method ?? 'GET'
  const key = request.headers['idempotency-key']
  const idempotencyKey = method === 'POST' && typeof key === 'string' && key !== '' ? key : null
  const account = request.headers['stripe-account']
  const scopedKey =
    idempotencyKey === null || account === undefined ? idempotencyKey : `${String(account)} ${idempotencyKey}`
  const call: Call = { request, url, method, requestId: createId('req'), idempotencyKey, scopedKey }
  const fault = api.faults.take(method, url.pathname)
  const body = await readBody(request).catch(toStripeError)

  const outcome = await runWithFault(api, { call, body, fault })
  const isCut = outcome === undefined
  log(api, call, { status: isCut ? null : outcome.answer.status, isReplay: outcome?.replayOf !== undefined })
  api.saved()
  if (isCut) {
    if (fault?.effect === 'reset') request.socket.resetAndDestroy()
    return
  }
  sendSpoiled(response, withHeaders(call, outcome), fault)
}

interface Work {
  call: Call
  body: string | StripeError
  fault: FaultRule | undefined
}

/** `undefined` when no answer is to be sent. */
async function runWithFault(api: Api, { call, body, fault }: Work): Promise<Outcome | undefined> {
  const isLate = fault?.phase === 'after'
  if (fault && !isLate && (fault.effect === 'reset' || fault.effect === 'timeout')) return undefined
  const early = fault && !isLate ? fault : undefined
  const late = isLate ? fault : undefined
  const outcome = await run(api, { call, body, early, late })
  return late?.effect === 'reset' || late?.effect === 'timeout' ? undefined : outcome
}

interface Run {
  call: Call
  body: string | StripeError
  early: FaultRule | undefined
  late: FaultRule | undefined
}

/** From the key to the answer, in Stripe's order: who, what, has it been asked before, which parameters. */
async function run(api: Api, { call, body, early, late }: Run): Promise<Outcome> {
  const { method, url, scopedKey: key } = call
  try {
    if (body instanceof StripeError) throw body
    const { authorization, 'stripe-version': version } = call.request.headers
    const kind = checkApiKey(authorization)
    api.rateLimiter.check(readKey(authorization), api.state.clock.seconds())
    checkApiVersion(version)
    const route = findRoute(method, url.pathname)
    if (!route) throw unrecognizedUrl(method, url.pathname)
    checkPermission(kind, route)
    checkRestrictedKey(api.state, readKey(authorization), { method, path: url.pathname })
    const state = findAccountState(api.state, call.request.headers['stripe-account'])
    const form = method === 'POST' && body !== '' ? body : url.search.slice(1)
    const first = key === null ? undefined : api.idempotency.begin(key, { path: url.pathname, form })
    if (first) return { answer: replay(first), replayOf: first.requestId }
    try {
      return { answer: await runOnce(api, call, { execution: { route, form, kind, state }, early, late }) }
    } finally {
      if (key !== null) api.idempotency.release(key)
    }
  } catch (error) {
    return { answer: errorAnswer(toStripeError(error), { requestId: call.requestId, now: api.state.clock.seconds() }) }
  }
}

const replay = ({ status, body }: IdempotentAnswer): Answer =>
  typeof body === 'string' ? { status, body } : jsonAnswer(status, body)

interface Once {
  execution: Execution
  early: FaultRule | undefined
  late: FaultRule | undefined
}

/** The effect, saved together with the answer that its key keeps; then whatever is to go wrong on the way back. */
async function runOnce(api: Api, call: Call, { execution, early, late }: Once): Promise<Answer> {
  const { scopedKey: key, requestId } = call
  if (early?.effect === 'slow') await sleep(early.ms ?? 1000)
  const done = early?.effect === 'status' ? faultAnswer(early, requestId) : execute(api, call, execution)
  const answer = late?.effect === 'status' ? faultAnswer(late, requestId) : done
  const isKept = late?.effect === 'status' ? late.stored !== false : done.isExecuted || early?.stored === true
  if (key !== null && isKept) {
    api.idempotency.keep(key, { status: answer.status, body: answer.value ?? answer.body, requestId })
  }
  api.state.save()
  if (late?.effect === 'slow') {
    api.saved()
    await sleep(late.ms ?? 1000)
  }
  return answer
}

interface Execution {
  /** Of the account that the request is about. */
  state: State
  route: Route
  form: string
  kind: KeyKind
}

/**
 * Runs the operation. `isExecuted` tells whether it started: parameters that fail validation are no answer that an
 * idempotency key keeps.
 */
function execute(api: Api, call: Call, { route, form, kind, state }: Execution): Answer & { isExecuted: boolean } {
  const cause = { id: call.requestId, idempotencyKey: call.idempotencyKey }
  const context = new Context(state, { url: api.url, cause, isBrowser: kind === 'publishable' })
  const about = { requestId: call.requestId, now: context.now }
  let isExecuted = false
  try {
    const { expand: paths, ...params } = route.decode(decodeForm(form))
    isExecuted = true
    const result = route.operation.run(context, { id: route.ids['id'] ?? '', ids: route.ids, params })
    const expanded = Array.isArray(paths) ? expand(context, result, paths.map(String)) : result
    return { ...jsonAnswer(200, expanded), isExecuted }
  } catch (error) {
    return { ...errorAnswer(toStripeError(error), about), isExecuted }
  }
}

function checkPermission(kind: KeyKind, { operation }: Route): void {
  if (kind !== 'publishable' || operation.forBrowsers === true) return
  const message =
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.'
  throw invalidRequest({ message, code: 'secret_key_required' }, 401)
}

/** A bug of ours is Stripe's 500. */
function toStripeError(error: unknown): StripeError {
  if (error instanceof StripeError) return error
  const message = `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`
  return new StripeError(500, { type: 'api_error', message })
}

function withHeaders(call: Call, { answer, replayOf }: Outcome): Answer {
  const version = call.request.headers['stripe-version']
  return {
    ...answer,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Request-Id, Stripe-Should-Retry, Idempotent-Replayed',
      'cache-control': 'no-cache, no-store',
      'request-id': call.requestId,
      'stripe-version': typeof version === 'string' ? version : apiVersion,
      ...(call.idempotencyKey !== null && {
        'idempotency-key': encodeURI(call.idempotencyKey),
        'original-request': replayOf ?? call.requestId,
      }),
      ...(replayOf !== undefined && { 'idempotent-replayed': 'true' }),
      ...answer.headers,
    },
  }
}

function log(api: Api, call: Call, about: { status: number | null; isReplay: boolean }): void {
  const { authorization = '', 'stripe-version': version, 'user-agent': agent } = call.request.headers
  api.requests.add({
    at: api.state.clock.now().toISOString(),
    method: call.method,
    path: call.url.pathname,
    key: hide(authorization.split(/\s+/)[1] ?? ''),
    idempotencyKey: call.idempotencyKey,
    status: about.status,
    requestId: call.requestId,
    replayed: about.isReplay,
    stripeVersion: typeof version === 'string' ? version : null,
    userAgent: agent ?? null,
  })
}
