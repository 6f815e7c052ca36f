import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWorld } from '@azora/test-kit/create-world'
import type { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { answerMetrics } from '../src/answer-metrics.ts'
import { createMetrics } from '../src/create-metrics.ts'
import { watchPromises } from '../src/watch-promises.ts'

const token = 'a-token-that-is-long-enough-for-it'

async function serveMetrics(registry: Registry, given: string | undefined) {
  const server = createServer((req, res) => void answerMetrics(registry, given)(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    get: (authorization?: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${port}/metrics`, { method, headers: authorization ? { authorization } : {} }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test.each<[string, { given?: string; shown?: string; status: number }]>([
  ['no token is set', { shown: `Bearer ${token}`, status: 404 }],
  ['no token is set, and an empty one is shown', { shown: 'Bearer ', status: 404 }],
  ['none is shown', { given: token, status: 401 }],
  ['another is shown', { given: token, shown: `Bearer ${token.toUpperCase()}`, status: 401 }],
  ['its beginning is shown', { given: token, shown: `Bearer ${token.slice(0, -1)}`, status: 401 }],
  ['it is shown without its scheme', { given: token, shown: token, status: 401 }],
  ['it is shown', { given: token, shown: `Bearer ${token}`, status: 200 }],
])('when %s, the metrics are answered accordingly (ASVS 13.4)', async (_, { given, shown, status }) => {
  await using server = await serveMetrics(createMetrics().registry, given)

  const answer = await server.get(shown)
  const text = await answer.text()

  expect(answer.status).toBe(status)
  expect(text.includes('process_cpu_seconds_total')).toBe(status === 200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await server.get(shown, 'POST')).status).toBe(404)
})

test('a database that is away makes promises unknown, and the scrape itself succeeds', async () => {
  await using world = await createWorld()
  const { registry } = createMetrics()
  const away = { ...world.ctx.reports, first: () => Promise.reject(new Error('away')) }
  watchPromises(registry, { ...world.ctx, reports: away })
  await using server = await serveMetrics(registry, token)

  const answer = await server.get(`Bearer ${token}`)
  const text = await answer.text()

  expect(answer.status).toBe(200)
  expect(text).toMatch(/^azora_promises_readable 0$/m)
  expect(text).toMatch(/^azora_events_parked NaN$/im)
  expect(text).toMatch(/^azora_drift_open\{kind="booked"\} NaN$/im)
})

test('however often and at once somebody asks, the database is asked once in ten seconds', async () => {
  await using world = await createWorld()
  let looks = 0
  const first: typeof world.ctx.reports.first = (...args) => {
    looks += 1
    return world.ctx.reports.first(...args)
  }
  const { registry } = createMetrics()
  watchPromises(registry, { ...world.ctx, reports: { ...world.ctx.reports, first } })

  const texts = await Promise.all([registry.metrics(), registry.metrics()])
  texts.push(await registry.metrics())

  expect(looks).toBe(1)
  for (const text of texts) expect(text).toMatch(/^azora_promises_readable 1$/m)
})

test('a broken promise is seen at the next look, and that it is kept again at the one after', async () => {
  await using world = await createWorld()
  const { registry } = createMetrics()
  watchPromises(registry, world.ctx, { keptMs: 0 })
  const parked = async () => Number(/^azora_events_parked (\S+)$/m.exec(await registry.metrics())?.[1])
  const { pool } = world.ctx.db

  await pool.query(
    `insert into webhook_event (merchant_id, id, type, object_id, stripe_created_at, received_at, payload, parked_at)
     values ($1, 'evt_1', 'charge.updated', 'ch_1', now(), now(), '{}', now())`,
    [world.ctx.merchantId],
  )
  expect(await parked()).toBe(1)
  await pool.query('delete from webhook_event')
  expect(await parked()).toBe(0)
})
