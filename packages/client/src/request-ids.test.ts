import { expect, test } from 'vitest'
import { createRequestIds } from './request-ids.ts'

function memoryStorage() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

test('one intent has one id, over a reload and in a second tab', () => {
  const storage = memoryStorage()

  const first = createRequestIds({ storage }).take('order 1')

  expect(createRequestIds({ storage }).take('order 1')).toBe(first)
  expect(createRequestIds({ storage }).take('order 2')).not.toBe(first)
})

test('what has come to its end means something new the next time', () => {
  const ids = createRequestIds({ storage: memoryStorage() })
  const first = ids.take('refund')

  ids.forget('refund')

  expect(ids.take('refund')).not.toBe(first)
})

test('an id is given up before the API forgets it', () => {
  let now = 0
  const ids = createRequestIds({ storage: memoryStorage(), now: () => now })
  const first = ids.take('order 1')

  now = 12 * 60 * 60_000 - 1
  expect(ids.take('order 1')).toBe(first)
  now += 1
  expect(ids.take('order 1')).not.toBe(first)
})

test('a storage that is full or switched off costs the memory of a reload, nothing else', () => {
  const broken = () => {
    throw new Error('QuotaExceededError')
  }
  const ids = createRequestIds({ storage: { getItem: broken, setItem: broken, removeItem: broken } })

  const first = ids.take('order 1')

  expect(ids.take('order 1')).toBe(first)
  ids.forget('order 1')
  expect(ids.take('order 1')).not.toBe(first)
})
