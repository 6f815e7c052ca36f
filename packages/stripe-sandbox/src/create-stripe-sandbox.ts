import { createServer, type Server } from 'node:http'
import { FaultRules } from './control/fault-rules.ts'
import { buildMethodCommands } from './control/method-commands.ts'
import { buildMoneyCommands } from './control/money-commands.ts'
import { RequestLog } from './control/request-log.ts'
import type { SandboxCore } from './core.ts'
import type { Api } from './http/handle-api.ts'
import { Idempotency } from './http/idempotency.ts'
import { RateLimiter } from './http/rate-limiter.ts'
import { addRestrictedKey } from './http/restricted-key.ts'
import { serve } from './http/serve.ts'
import { createConfirmationToken } from './resources/confirmation-token/create-confirmation-token.ts'
import { Context } from './resources/context.ts'
import { currentChallenge, describeChallenge, finishChallenge } from './resources/payment-intent/finish-challenge.ts'
import { planAutomaticPayouts } from './resources/payout/automatic-payouts.ts'
import { failRefund } from './resources/refund/settle-refund.ts'
import { runDueTasks } from './schedule/run-due-tasks.ts'
import { Timekeeper } from './schedule/timekeeper.ts'
import { sandboxKeys } from './sandbox-keys.ts'
import { checkSnapshot, readSnapshot, writeSnapshot } from './state/snapshot.ts'
import { State } from './state/state.ts'
import type { StripeSandbox, StripeSandboxOptions } from './stripe-sandbox.ts'
import { addEndpoint, ensureEndpoint, rotateEndpointSecret } from './webhooks/configure-endpoint.ts'
import { Deliverer } from './webhooks/deliverer.ts'

/**
 * Starts a local Stripe. One per test is cheap: nothing is shared between two but the parsed contract.
 *
 * With `dataDir`, what a request changed is on disk before its answer leaves, so that a killed sandbox goes on where
 * it was, deliveries included.
 *
 * @throws {Error} when the port is taken
 */
export async function createStripeSandbox(options: StripeSandboxOptions = {}): Promise<StripeSandbox> {
  const server = createServer()
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, options.port ?? 0, host)
  // Only who holds the port may touch the files: another sandbox may be using them.
  const state = openState(options, server)
  const deliverer = new Deliverer(state)
  const api: Api = {
    state,
    url: `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    faults: new FaultRules(),
    requests: new RequestLog(),
    idempotency: new Idempotency(state),
    rateLimiter: new RateLimiter(),
    saved() {
      deliverer.wake()
      timekeeper.wake()
    },
  }
  const timekeeper = new Timekeeper(api)
  const sandbox = buildSandbox({ api, deliverer, timekeeper, options, server, port })
  server.on('request', serve({ api, sandbox, core: buildCore(api) }))
  configure(api, options)
  return sandbox
}

function openState(options: StripeSandboxOptions, server: Server): State {
  try {
    return new State({ dataDir: options.dataDir, clock: options.clock })
  } catch (error) {
    server.close()
    throw error
  }
}

function configure(api: Api, { webhook }: StripeSandboxOptions): void {
  if (webhook) ensureEndpoint(new Context(api.state, { url: api.url }), webhook)
  api.state.save()
  api.saved()
}

interface Parts {
  api: Api
  deliverer: Deliverer
  timekeeper: Timekeeper
  options: StripeSandboxOptions
  server: Server
  port: number
}

function buildSandbox({ api, deliverer, timekeeper, options, server, port }: Parts): StripeSandbox {
  const { state, faults, requests } = api
  const context = () => new Context(state, { url: api.url })
  const changed = <T>(result: T): T => {
    state.save()
    api.saved()
    return result
  }
  const close = async () => {
    deliverer.close()
    timekeeper.close()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    state.close()
  }
  return {
    url: api.url,
    port,
    secretKey: sandboxKeys.secret,
    publishableKey: sandboxKeys.publishable,
    clock: {
      now: () => state.clock.now(),
      async advance(seconds) {
        if (!(seconds >= 0)) throw new RangeError('The sandbox clock only moves forward.')
        const target = state.clock.now().getTime() + seconds * 1000
        runDueTasks(context(), target)
        state.advanceClock(Math.max(0, target - state.clock.now().getTime()))
        changed(undefined)
        await deliverer.idle()
      },
    },
    addWebhookEndpoint: (input) => changed(addEndpoint(context(), input)),
    objects: (resource, account) => [
      ...(account === undefined ? state : state.ofAccount(account)).table(resource).oldestFirst(),
    ],
    requests: () => requests.list(),
    faults: { add: (rule) => faults.add(rule), list: () => faults.list(), clear: () => faults.clear() },
    limitRate: (perSecond) => api.rateLimiter.set(perSecond),
    addRestrictedKey: (permissions) => changed(addRestrictedKey(state, permissions)),
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
      faults: {
        add: (rule) => deliverer.faults.add(rule),
        list: () => deliverer.faults.list(),
        clear: () => deliverer.clearFaults(),
      },
      rotateSecret: (id, keepOldSeconds = 24 * 3600) => changed(rotateEndpointSecret(context(), id, keepOldSeconds)),
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
    switches: {
      get: () => state.switches,
      set(change) {
        const switches = state.table('switches').put({ ...state.switches, ...change, id: 'switches' })
        planAutomaticPayouts(context())
        return changed(switches)
      },
    },
    methods: buildMethodCommands(context, changed),
    money: buildMoneyCommands(context, changed),
    failRefund: (id, reason) => changed(failRefund(context(), id, reason)),
    snapshot(fileName) {
      const snapshot = state.snapshot()
      if (fileName !== undefined) writeSnapshot(options.dataDir, fileName, snapshot)
      return snapshot
    },
    restore(from) {
      state.restore(typeof from === 'string' ? readSnapshot(options.dataDir, from) : checkSnapshot(from))
      deliverer.reset()
      changed(undefined)
    },
    reset() {
      state.clear()
      faults.clear()
      api.rateLimiter.set(null)
      requests.clear()
      deliverer.reset()
      configure(api, options)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function buildCore(api: Api): SandboxCore {
  const context = () => new Context(api.state, { url: api.url })
  return {
    url: api.url,
    publishableKey: sandboxKeys.publishable,
    clock: api.state.clock,
    threeDSecure: {
      find: (token) => describeChallenge(context(), token),
      complete(token, outcome) {
        const result = finishChallenge(context(), token, outcome)
        api.state.save()
        api.saved()
        return result
      },
    },
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
