import type { Watch } from '@azora/payments-core/watch'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What one process counts of itself. A label is one of a few words of ours, never a caller's. */
export interface Metrics {
  registry: Registry
  /** What the domain and the worker tell. */
  watch: Watch
  /** One HTTP request that is over. */
  request(request: { route: string; method: string; status: number; seconds: number }): void
}

/** A registry of its own for each, so that tests of one process do not share theirs. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'azora_http_request_seconds',
    help: 'Requests by route, method and class of status, until the last byte was sent; a live stream counts when it ends.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  })
  const stripeCalls = new Counter({
    name: 'azora_stripe_calls_total',
    help: 'Calls to Stripe by lane and by how they went; a repeated call counts again.',
    labelNames: ['lane', 'result'],
    registers,
  })
  const breakers = new Gauge({
    name: 'azora_stripe_breaker_open',
    help: '1 while this process does not call Stripe in a lane, because Stripe seems to be down.',
    labelNames: ['lane'],
    registers,
  })
  for (const lane of ['payments', 'refunds', 'other', 'reads']) breakers.set({ lane }, 0)
  const lookups = new Counter({
    name: 'azora_answer_cache_lookups_total',
    help: 'Requests whose answer was looked for in Redis, and whether it was there.',
    labelNames: ['result'],
    registers,
  })
  const work = new Counter({
    name: 'azora_work_total',
    help: 'Runs of jobs and sweeps by how they ended.',
    labelNames: ['name', 'result'],
    registers,
  })
  const worked = new Gauge({
    name: 'azora_work_last_done_timestamp_seconds',
    help: 'When a job or a sweep was last done, by the machine’s clock.',
    labelNames: ['name'],
    registers,
  })
  const deliveries = new Counter({
    name: 'azora_webhook_deliveries_total',
    help: 'Deliveries to the webhook receiver by what became of them: stored, repeated, or why not.',
    labelNames: ['result'],
    registers,
  })

  return {
    registry,
    watch: {
      stripeCall: (lane, result) => stripeCalls.inc({ lane, result }),
      breaker: (lane, state) => breakers.set({ lane }, state === 'open' ? 1 : 0),
      answerLookup: (isFound) => lookups.inc({ result: isFound ? 'found' : 'not found' }),
      work(name, result) {
        work.inc({ name, result })
        if (result === 'done') worked.setToCurrentTime({ name })
      },
      delivery: (result) => deliveries.inc({ result }),
    },
    request: ({ route, method, status, seconds }) =>
      requests.observe({ route, method: knownMethod(method), status: `${Math.floor(status / 100)}xx` }, seconds),
  }
}

/** Whoever asks may invent methods, as far as Node parses them. */
const knownMethod = (method: string): string => (/^(GET|HEAD|POST|OPTIONS)$/.test(method) ? method : 'other')
