import { expect, test } from 'vitest'
import { createCartStore, maximumQuantity, quantityOf } from './cart-store.ts'
import type { StoredText } from './stored-text.ts'

const mug = '0190a0b0-0000-7000-8000-000000000001'
const lamp = '0190a0b0-0000-7000-8000-000000000002'

function storage(text: string | null = null): StoredText {
  return {
    get: () => text,
    set(value) {
      text = value
    },
  }
}

test('what is picked is there again after a reload', () => {
  const stored = storage()
  const store = createCartStore(stored)

  store.add(mug)
  store.add(mug)
  store.add(lamp)
  store.setCurrency('jpy')

  const reloaded = createCartStore(stored).get()
  expect(reloaded).toEqual({
    currency: 'jpy',
    lines: [
      { productId: mug, quantity: 2 },
      { productId: lamp, quantity: 1 },
    ],
  })
})

test('a quantity of nothing removes the line, and a quantity has a limit', () => {
  const store = createCartStore(storage())
  store.add(mug)
  store.add(lamp)

  store.setQuantity(mug, 0)
  store.setQuantity(lamp, 100_000)

  expect(quantityOf(store.get(), mug)).toBe(0)
  expect(quantityOf(store.get(), lamp)).toBe(maximumQuantity)
  expect(store.get().lines).toHaveLength(1)
})

test('emptying keeps the currency', () => {
  const store = createCartStore(storage())
  store.setCurrency('eur')
  store.add(mug)

  store.clear()

  expect(store.get()).toEqual({ currency: 'eur', lines: [] })
})

test('listeners hear of every change, also of one in another tab', () => {
  const stored = storage()
  const store = createCartStore(stored)
  const counts: number[] = []
  const stop = store.subscribe(() => counts.push(store.get().lines.length))

  store.add(mug)
  createCartStore(stored).add(lamp)
  store.reload()
  stop()
  store.clear()

  expect(counts).toEqual([1, 2])
})

test.each([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['an unknown currency', '{"currency":"xxx","lines":[]}'],
  ['no lines', '{"currency":"usd"}'],
])('a stored cart that is %s counts as empty', (_name, text) => {
  const store = createCartStore(storage(text))

  expect(store.get().lines).toEqual([])
})

test('lines that make no sense are dropped and the others kept', () => {
  const lines = [
    { productId: mug, quantity: 2 },
    { productId: lamp, quantity: -1 },
    { productId: lamp, quantity: 1.5 },
    { quantity: 1 },
    null,
  ]

  const store = createCartStore(storage(JSON.stringify({ currency: 'usd', lines })))

  expect(store.get().lines).toEqual([{ productId: mug, quantity: 2 }])
})
