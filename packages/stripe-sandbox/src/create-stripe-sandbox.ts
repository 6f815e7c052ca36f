import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { FaultRules } from './control/fault-rules.ts'
import { handleControl } from './control/handle-control.ts'
import { RequestLog } from './control/request-log.ts'
import type { SandboxCore } from './core.ts'
import { jsonAnswer, send } from './http/answer.ts'
import { handleApi, type Api } from './http/handle-api.ts'
import { Idempotency } from './http/idempotency.ts'
import { unrecognizedUrl } from './http/stripe-error.ts'
import { handlePage } from './pages/handle-page.ts'
import { createConfirmationToken } from './resources/confirmation-token/create-confirmation-token.ts'
import { Context } from './resources/context.ts'
import { currentChallenge, describeChallenge, finishChallenge } from './resources/payment-intent/finish-challenge.ts'
import { createWebhookEndpoint } from './resources/webhook-endpoint/create-webhook-endpoint.ts'
import { State } from './state/state.ts'
import type { StripeSandbox, StripeSandboxOptions, WebhookInput } from './stripe-sandbox.ts'
import { Deliverer } from './webhooks/deliverer.ts'
import { createEndpointSecret, rotateSecret } from './webhooks/endpoint-secrets.ts'

const secretKey = 'sk_test_sandbox4eC39HqLyjWDarjtT1zdp7dc'
const publishableKey = 'pk_test_sandboxTYooMQauvdEDq54NiTphI7jx'

/**
 * Starts a local Stripe. One per test is cheap: nothing is shared between two but the parsed contract.
 *
 * With `dataDir`, what a request changed is on disk before its answer leaves, so that a killed sandbox goes on where
 * it was, deliveries included.
 *
 * @throws {Error} when the port is taken
 */
export async function createStripeSandbox(options: StripeSandboxOptions = {}): Promise<StripeSandbox> {
  const state = new State({ dataDir: options.dataDir, clock: options.clock })
  const deliverer = new Deliverer(state)
  const api: Api = {
    state,
    url: '',
    faults: new FaultRules(),
    requests: new RequestLog(),
    idempotency: new Idempotency(state),
    saved: () => deliverer.wake(),
  }
  const server = createServer()
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, options.port ?? 0, host)
  api.url = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`

  const sandbox = buildSandbox({ api, deliverer, options, server, port })
  server.on('request', serve(api, sandbox, buildCore(api, deliverer)))
  ensureEndpoint(api, options.webhook)
  deliverer.wake()
  return sandbox
}

interface Parts {
  api: Api
  deliverer: Deliverer
  options: StripeSandboxOptions
  server: Server
  port: number
}

function buildSandbox({ api, deliverer, options, server, port }: Parts): StripeSandbox {
  const { state, faults, requests } = api
  const context = () => new Context(state, { url: api.url })
  const changed = <T>(result: T): T => {
    state.save()
    deliverer.wake()
    return result
  }
  const close = async () => {
    deliverer.close()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    state.close()
  }
  return {
    url: api.url,
    port,
    secretKey,
    publishableKey,
    clock: {
      now: () => state.clock.now(),
      async advance(seconds) {
        state.advanceClock(seconds * 1000)
        changed(undefined)
        await deliverer.idle()
      },
    },
    addWebhookEndpoint: (input) => changed(addEndpoint(context(), input)),
    objects: (resource) => [...state.table(resource).oldestFirst()],
    requests: () => requests.list(),
    faults: { add: (rule) => faults.add(rule), list: () => faults.list(), clear: () => faults.clear() },
    loseNextResponse: (match = { method: 'POST' }) =>
      void faults.add({ match, effect: 'reset', phase: 'after', times: 1 }),
    webhooks: {
      hold: () => deliverer.hold(),
      release: () => deliverer.release(),
      dropNext: (count) => deliverer.dropNext(count),
      duplicateNext: (count) => deliverer.duplicateNext(count),
      idle: () => deliverer.idle(),
      resend: (eventId) => deliverer.resend(eventId),
      deliveries: () => deliverer.list(),
      rotateSecret: (id, keepOldSeconds = 24 * 3600) => changed(rotate(api, id, keepOldSeconds)),
    },
    confirmationToken: ({ card, expMonth = 12, expYear, cvc = '123', postalCode }) => {
      const year = expYear ?? state.clock.now().getUTCFullYear() + 3
      const token = createConfirmationToken(context(), {
        payment_method_data: {
          type: 'card',
          card: { number: card, exp_month: expMonth, exp_year: year, cvc },
          ...(postalCode !== undefined && { billing_details: { address: { postal_code: postalCode } } }),
        },
        return_url: 'https://example.com/return',
        use_stripe_sdk: true,
      })
      return changed({ id: token.id })
    },
    completeThreeDSecure(paymentIntentId, outcome) {
      const challenge = currentChallenge(context(), paymentIntentId)
      if (challenge?.status !== 'pending') throw new Error(`${paymentIntentId} waits for no 3-D Secure challenge.`)
      changed(finishChallenge(context(), challenge.id, outcome))
    },
    reset() {
      state.clear()
      faults.clear()
      requests.clear()
      deliverer.reset()
      ensureEndpoint(api, options.webhook)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function buildCore(api: Api, deliverer: Deliverer): SandboxCore {
  const context = () => new Context(api.state, { url: api.url })
  return {
    url: api.url,
    publishableKey,
    clock: api.state.clock,
    threeDSecure: {
      find: (token) => describeChallenge(context(), token),
      complete(token, outcome) {
        const result = finishChallenge(context(), token, outcome)
        api.state.save()
        deliverer.wake()
        return result
      },
    },
  }
}

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, Stripe-Version, Stripe-Account',
  'access-control-max-age': '300',
}

function serve(api: Api, sandbox: StripeSandbox, core: SandboxCore) {
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', api.url)
    const { pathname } = url
    if (pathname.startsWith('/v1/')) {
      if (request.method === 'OPTIONS') response.writeHead(204, corsHeaders).end()
      else await handleApi(api, request, response)
    } else if (pathname === '/_sandbox' || pathname.startsWith('/_sandbox/')) {
      await handleControl(sandbox, request, response)
    } else if (!(await handlePage(core, request, response, url))) {
      send(response, jsonAnswer(404, { error: unrecognizedUrl(request.method ?? 'GET', pathname).body }))
    }
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, jsonAnswer(500, { error: { type: 'api_error', message: String(error) } }))
    })
  }
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

function addEndpoint(
  context: Context,
  { url, secret, enabledEvents = ['*'] }: WebhookInput,
): { id: string; secret: string } {
  const endpoint = createWebhookEndpoint(context, {
    url,
    enabled_events: enabledEvents,
    ...(secret !== undefined && { secret }),
  })
  return { id: endpoint.id, secret: endpoint.secret }
}

/** One endpoint for the address of the options, whatever an earlier start left behind. */
function ensureEndpoint(api: Api, input: StripeSandboxOptions['webhook']): void {
  if (!input) return
  const { state } = api
  const known = [...state.table('webhook_endpoint').oldestFirst()].find(({ url }) => url === input.url)
  if (known) {
    state.table('webhook_endpoint').put({ ...known, enabled_events: input.enabledEvents ?? ['*'], status: 'enabled' })
    state.table('endpoint_secrets').put({ id: known.id, secrets: [{ secret: input.secret, expiresAtMs: null }] })
  } else addEndpoint(new Context(state, { url: api.url }), input)
  state.save()
}

function rotate({ state }: Api, id: string, keepOldSeconds: number): { id: string; secret: string } {
  const secrets = state.table('endpoint_secrets').get(id)
  if (!secrets) throw new Error(`There is no webhook endpoint ${id}.`)
  const secret = createEndpointSecret()
  const until = state.clock.now().getTime() + keepOldSeconds * 1000
  state.table('endpoint_secrets').put(rotateSecret(secrets, secret, until))
  return { id, secret }
}
