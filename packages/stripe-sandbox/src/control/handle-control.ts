import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonAnswer, send } from '../http/answer.ts'
import { usualRateLimit } from '../http/rate-limiter.ts'
import { readBody } from '../http/read-body.ts'
import type { StripeSandbox } from '../stripe-sandbox.ts'
import type { Snapshot } from '../state/snapshot.ts'
import { resourceNames } from '../state/tables.ts'
import { renderDashboard } from './dashboard/render-dashboard.ts'
import { isWebhookEffect, type WebhookFaultRule } from '../webhooks/webhook-faults.ts'
import type { FaultRule } from './fault-rules.ts'
import { methodControls } from './method-controls.ts'
import { moneyControls } from './money-controls.ts'

/** What a control request finds: the sandbox by its public face, so that HTTP can do what code can. */
type Handle = (sandbox: StripeSandbox, body: Record<string, unknown>) => object | Promise<object>

const handlers: Record<string, Handle> = {
  'GET /_sandbox/state': (sandbox) =>
    Object.fromEntries(resourceNames.map((resource) => [resource, sandbox.objects(resource)])),
  'GET /_sandbox/requests': (sandbox) => sandbox.requests(),
  'GET /_sandbox/deliveries': (sandbox) => sandbox.webhooks.deliveries(),
  'GET /_sandbox/keys': ({ secretKey, publishableKey }) => ({ secretKey, publishableKey }),
  'GET /_sandbox/clock': (sandbox) => ({ now: sandbox.clock.now().toISOString() }),
  'POST /_sandbox/clock': async (sandbox, body) => {
    const seconds = Number(body['advanceSeconds'])
    if (!(seconds >= 0)) throw new TypeError('advanceSeconds must be a number of seconds, 0 or more.')
    await sandbox.clock.advance(seconds)
    return { now: sandbox.clock.now().toISOString() }
  },
  ...methodControls,
  ...moneyControls,
  'POST /_sandbox/snapshot': (sandbox, { path }) => {
    if (typeof path !== 'string') return sandbox.snapshot()
    const { takenAt, entries } = sandbox.snapshot(path)
    return { path, takenAt, rows: entries.length }
  },
  'POST /_sandbox/restore': (sandbox, { path, ...snapshot }) => {
    // `restore` refuses what is no snapshot.
    sandbox.restore(typeof path === 'string' ? path : (snapshot as unknown as Snapshot))
    return { restored: true }
  },
  'POST /_sandbox/reset': (sandbox) => {
    sandbox.reset()
    return { reset: true }
  },
  'GET /_sandbox/faults': (sandbox) => [...sandbox.faults.list(), ...sandbox.webhooks.faults.list()],
  'DELETE /_sandbox/faults': (sandbox) => {
    sandbox.faults.clear()
    sandbox.webhooks.faults.clear()
    sandbox.webhooks.release()
    return []
  },
  'POST /_sandbox/faults': (sandbox, body) => addFault(sandbox, body),
  'POST /_sandbox/webhooks/resend': async (sandbox, body) => {
    await sandbox.webhooks.resend(String(body['event']))
    return { resent: body['event'] }
  },
  'POST /_sandbox/webhooks/endpoints': (sandbox, { url, secret, enabledEvents, payload }) =>
    sandbox.addWebhookEndpoint({
      url: String(url),
      ...(typeof secret === 'string' && { secret }),
      ...(Array.isArray(enabledEvents) && { enabledEvents: enabledEvents.map(String) }),
      payload: payload === 'thin' ? 'thin' : 'snapshot',
    }),
  'POST /_sandbox/webhooks/rotate-secret': (sandbox, body) =>
    sandbox.webhooks.rotateSecret(String(body['endpoint']), Number(body['keepOldSeconds'] ?? 24 * 3600)),
  'POST /_sandbox/rate-limit': (sandbox, { perSecond = usualRateLimit }) => {
    sandbox.limitRate(perSecond === null ? null : Number(perSecond))
    return { perSecond }
  },
  'POST /_sandbox/restricted-keys': (sandbox, { permissions }) => {
    if (typeof permissions !== 'object' || permissions === null) throw new TypeError('permissions must be an object.')
    return { key: sandbox.addRestrictedKey({ ...permissions }) }
  },
  'POST /_sandbox/confirmation_tokens': (sandbox, body) =>
    sandbox.confirmationToken({ card: '4242424242424242', ...body }),
  'POST /_sandbox/three-d-secure': (sandbox, body) => {
    const outcome = body['outcome'] === 'failed' ? 'failed' : 'authenticated'
    sandbox.completeThreeDSecure(String(body['paymentIntent']), outcome)
    return { paymentIntent: body['paymentIntent'], outcome }
  },
}

const offered: ReadonlySet<string> = new Set(Object.keys(handlers))

/** A snapshot may be large. */
const mostBytes = 256 * 1024 * 1024

/** `/_sandbox/**`: for tests, scripts and people. It knows no keys: a sandbox listens where only its owner can reach it. */
export async function handleControl(
  sandbox: StripeSandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', sandbox.url)
  const path = pathname.replace(/\/$/, '')
  if (path === '/_sandbox' && request.method === 'GET') {
    send(response, {
      status: 200,
      body: renderDashboard(sandbox, searchParams, offered),
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
    return
  }
  const handle = handlers[`${request.method} ${path}`]
  if (!handle) {
    send(response, jsonAnswer(404, { error: `There is no ${request.method} ${path}.`, offered: [...offered] }))
    return
  }
  try {
    send(response, jsonAnswer(200, await handle(sandbox, parseBody(await readBody(request, mostBytes)))))
  } catch (error) {
    send(response, jsonAnswer(400, { error: error instanceof Error ? error.message : String(error) }))
  }
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {}
  const body: unknown = JSON.parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new TypeError('The body must be a JSON object.')
  return { ...body }
}

/** Rules for requests and, by their effects or by `on: 'webhooks'`, for webhooks; `hold` and `release` for the latter. */
function addFault({ faults, webhooks }: StripeSandbox, body: Record<string, unknown>): object {
  const { on, ...given } = body
  const rule = 'seed' in given ? { effect: 'random', ...given } : given
  const effect = String(rule['effect'])
  if (effect === 'hold' || effect === 'release') {
    webhooks[effect]()
    return { held: effect === 'hold' }
  }
  // `add` refuses effects that it does not know; the other fields only narrow or shape the effect.
  if (on === 'webhooks' || isWebhookEffect(effect)) return webhooks.faults.add(rule as unknown as WebhookFaultRule)
  // As above.
  return faults.add(rule as unknown as FaultRule)
}
