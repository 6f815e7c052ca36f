import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createIntentStore } from './intent-store.ts'
import { renewIntent } from './pay-cart.ts'

const [mug, lamp] = [randomUUID(), randomUUID()]
const cart = {
  items: [
    { priceId: mug, quantity: 1 },
    { priceId: lamp, quantity: 2 },
  ],
  currency: 'usd' as const,
}

test('one cart has one request id, in every tab and after a reload, in whatever order its lines are', () => {
  const storage = createStorage()
  const { requestId } = createIntentStore(() => storage).take(cart)

  const elsewhere = createIntentStore(() => storage).take({ ...cart, items: cart.items.toReversed() })

  expect(elsewhere.requestId).toBe(requestId)
})

test('another cart has another request id', () => {
  const intents = createIntentStore(storageOf())

  const [one, other] = [intents.take(cart), intents.take({ ...cart, currency: 'eur' })]

  expect(one.requestId).not.toBe(other.requestId)
})

test('after a decline the next request is a new one for the same payment, however often the decline is seen', () => {
  const intents = createIntentStore(storageOf())
  const first = intents.take(cart)
  const paymentId = randomUUID()
  renewIntent(intents, cart, paymentId)
  const second = intents.take(cart)

  renewIntent(intents, cart, paymentId)

  expect(second).toMatchObject({ continues: paymentId, paymentId: null })
  expect(second.requestId).not.toBe(first.requestId)
  expect(intents.take(cart)).toEqual(second)
})

test('a payment that was continued and declined again is continued by another new request', () => {
  const intents = createIntentStore(storageOf())
  const paymentId = randomUUID()
  renewIntent(intents, cart, paymentId)
  const second = intents.take(cart)
  intents.keep(cart, { ...second, paymentId })

  renewIntent(intents, cart, paymentId)

  const third = intents.take(cart)
  expect(third).toMatchObject({ continues: paymentId, paymentId: null })
  expect(third.requestId).not.toBe(second.requestId)
})

test('a payment that ended frees its cart for the next purchase, and an intent is forgotten after half a day', () => {
  let now = 0
  const intents = createIntentStore(storageOf(), () => now)
  const first = intents.take(cart)
  intents.keep(cart, { ...first, paymentId: 'paid' })
  intents.forgetPayment('paid')
  const second = intents.take(cart)
  now = 12 * 60 * 60_000

  const third = intents.take(cart)

  expect(new Set([first.requestId, second.requestId, third.requestId]).size).toBe(3)
})

test('a browser that lets nothing be stored keeps intents as long as the page', () => {
  const broken = createStorage()
  broken.setItem = () => {
    throw new Error('full')
  }
  const intents = createIntentStore(() => broken)

  expect(intents.take(cart)).toEqual(intents.take(cart))
})

function storageOf(): () => Storage {
  const storage = createStorage()
  return () => storage
}

function createStorage(): Storage {
  const stored: Record<string, string> = {}
  const methods = {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => void (stored[key] = value),
    removeItem: (key: string) => void delete stored[key],
  }
  // As in a browser, the keys are those of what is stored; the methods are not among them.
  return new Proxy(stored, {
    get: (target, key: string) => methods[key as keyof typeof methods] ?? target[key],
    set: (_target, key: string, value) => Reflect.set(methods, key, value),
  }) as unknown as Storage
}
