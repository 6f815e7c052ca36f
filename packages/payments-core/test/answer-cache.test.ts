import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import { openAnswerCache } from '@azora/payments-core/answer-cache/open-answer-cache'
import { noWatch } from '@azora/payments-core/watch'
import { createAnswerSeal } from '@azora/payments-core/answer-cache/answer-seal'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { openDatabase } from '@azora/db/database'
import { countWire, type CountedWire } from '@azora/test-kit/count-wire'
import { createTestDatabase, type TestDatabase } from '@azora/test-kit/test-database'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { startRedis, type TestRedis } from '@azora/test-kit/start-redis'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

let redis: TestRedis
let database: TestDatabase
let wire: CountedWire
let world: World
let admin: ReturnType<typeof createClient>
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  redis = stack.use(await startRedis())
  database = stack.use(await createTestDatabase())
  wire = stack.use(await countWire(database.url))
  world = stack.use(await createWorld({ databaseUrl: wire.url, redisUrl: redis.url }))
  world.stripe.webhooks.hold()
  admin = createClient({ url: redis.url, RESP: 2 })
  admin.on('error', () => undefined)
  await admin.connect()
  stack.defer(() => admin.destroy())
})
afterAll(async () => {
  vi.useRealTimers()
  await stack.disposeAsync()
})
beforeEach(() => admin.flushAll())

const paymentRequest = () => ({
  requestId: randomUUID(),
  cart: world.cart(),
  confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
})
type PaymentRequest = ReturnType<typeof paymentRequest>
const pay = (request: PaymentRequest) => processPayment(world.as('shopper'), request)
const kept = () => admin.keys('*')

/** A request whose answer is in Redis. The first ones come before the process knows which database it is on. */
async function keptRequest() {
  for (let tries = 0; tries < 50; tries += 1) {
    const request = paymentRequest()
    const answer = await pay(request)
    await admin.ping()
    const [name] = await kept()
    if (name) return { request, answer, name }
  }
  throw new Error('no answer was kept')
}

const roundTripsOf = async (work: () => Promise<unknown>) => (await wire.counted(work)).roundTrips

test('a repeated request is answered from Redis, and PostgreSQL is not asked', async () => {
  const { request, answer } = await keptRequest()

  expect(await roundTripsOf(async () => expect(await pay(request)).toEqual(answer))).toBe(0)
  expect(await roundTripsOf(() => pay({ ...request, confirmationTokenId: 'ctoken_fresh' }))).toBe(0)
})

test('a refusal is kept like an answer', async () => {
  await keptRequest()
  const request = { ...paymentRequest(), cart: { ...world.cart(), items: [{ priceId: randomUUID(), quantity: 1 }] } }
  const refuse = () => expect(pay(request)).rejects.toThrow('price_not_found')
  await refuse()
  await refuse()

  expect(await roundTripsOf(refuse)).toBe(0)
})

test('the same id with another input is refused, and belongs to its caller and operation alone', async () => {
  const { request } = await keptRequest()

  const other = pay({ ...request, cart: world.cart('usd', 2) })
  await expect(other).rejects.toThrow(refused({ code: 'request_id_reused', requestId: request.requestId }))

  const stranger = await processPayment(world.as('shopper2'), { ...paymentRequest(), requestId: request.requestId })
  expect(stranger.payment.id).not.toBe((await pay(request)).payment.id)
})

test('what is kept goes within the hour, and tells neither who asked nor what for', async () => {
  const { request, name } = await keptRequest()

  const seconds = await admin.ttl(name)
  expect(seconds).toBeGreaterThan(3_500)
  expect(seconds).toBeLessThanOrEqual(3_600)
  const text = name + String(await admin.getRange(name, 0, -1))
  for (const word of ['persona-shopper', 'ada@example.com', 'Ada Park', request.requestId, world.ctx.merchantId])
    expect(text).not.toContain(word)
})

test('what is not committed is not kept', async () => {
  await keptRequest()
  await admin.flushAll()
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 99 })

  const { payment } = await pay(paymentRequest())
  world.stripe.faults.clear()

  expect(payment.status).toBe('processing')
  await admin.ping()
  expect(await kept()).toEqual([])
})

const wrong: [string, (sealed: string, other: string) => string][] = [
  ['nothing but noise', () => '\u0000\uffff{'],
  ['the answer to another request', (_, other) => other],
  ['a changed answer', (sealed) => sealed.replace('"processing"', '"succeeded"')],
  ['a changed fingerprint', (sealed) => sealed.replace(/"fingerprint":"./, '"fingerprint":"x')],
  ['half of it', (sealed) => sealed.slice(0, sealed.length / 2)],
  ['an answer without a seal', (sealed) => sealed.slice(44)],
  ['more than we read', (sealed) => sealed + ' '.repeat(100_000)],
  ['an answer under another secret', () => String(createAnswerSeal('x').seal('n', keptAnswer))],
]
const keptAnswer = { fingerprint: 'f', answer: { id: 'wrong' }, refusal: null }

test.each(wrong)('what Redis holds is ignored when it is %s (D5)', async (_, damage) => {
  const other = await keptRequest()
  const foreign = String(await admin.getRange(other.name, 0, -1))
  await admin.flushAll()
  const { request, answer, name } = await keptRequest()
  await admin.set(name, damage(String(await admin.getRange(name, 0, -1)), foreign))

  expect(await roundTripsOf(async () => expect(await pay(request)).toEqual(answer))).toBe(1)
})

test('an answer of a database that was since restored, copied or replaced, or of another secret, is ignored (D5)', async () => {
  await using copy = await createTestDatabase()
  await using first = openDatabase({ connectionString: database.url, max: 1 })
  await using second = openDatabase({ connectionString: copy.url, max: 1 })
  const log = world.ctx.log
  const caches = [first, second, first].map((db, index) =>
    openAnswerCache({ url: redis.url, secret: index === 2 ? 'another' : 'shared', db, log, watch: noWatch }),
  )
  const keyOf = () => ({ merchantId: randomUUID(), operation: 'o', subject: 's', requestId: randomUUID() })
  const keepUntilFound = (cache: (typeof caches)[number], key = keyOf()) =>
    expect
      .poll(() => {
        cache.keep(key, keptAnswer)
        return cache.find(key)
      })
      .toEqual(keptAnswer)
  // Each finds what is its own.
  for (const cache of caches) await keepUntilFound(cache)
  const key = keyOf()
  const [own, ...others] = caches
  if (own) await keepUntilFound(own, key)

  expect(await Promise.all(others.map((cache) => cache.find(key)))).toEqual([undefined, undefined])
  for (const cache of caches) cache.close()
})

/** In this order: each is undone before the next, and from the last there is no way back. */
const troubles: [string, () => unknown, () => unknown][] = [
  ['flushed', () => admin.flushAll(), () => undefined],
  ['full', () => admin.configSet('maxmemory', '1'), () => admin.configSet('maxmemory', '0')],
  ['an empty replica', () => replicate(), () => admin.sendCommand(['REPLICAOF', 'NO', 'ONE'])],
  ['silent', () => redis.pause(), () => wakeUp()],
  ['gone', () => redis.kill(), () => undefined],
]

async function replicate() {
  await admin.flushAll()
  await admin.sendCommand(['REPLICAOF', '127.0.0.1', '1'])
}

/** Redis answers again, and the pause that we gave it is over. */
function wakeUp() {
  redis.resume()
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.now() + 6_000)
}

test.each(troubles)('while Redis is %s requests are answered as ever, each once (D3)', async (_, trouble, undo) => {
  const { request, answer } = await keptRequest()
  const before = world.stripe.objects('payment_intent').length
  await trouble()

  const startedAt = performance.now()
  const fresh = paymentRequest()
  const first = await pay(fresh)
  for (let round = 0; round < 4; round += 1) {
    expect(await pay(request)).toEqual(answer)
    expect(await pay(fresh)).toEqual(first)
  }
  await expect(pay({ ...fresh, cart: world.cart('usd', 2) })).rejects.toThrow('request_id_reused')

  expect(world.stripe.objects('payment_intent').length - before).toBe(1)
  // Ten requests: three that wait for Redis at most, and the work itself.
  expect(performance.now() - startedAt).toBeLessThan(3_000)
  await undo()
})
