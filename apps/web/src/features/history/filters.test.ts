import { expect, test } from 'vitest'
import { countFilters, type Filters, listInput, readFilters, writeFilters } from './filters.ts'

const none: Filters = {
  status: undefined,
  from: undefined,
  to: undefined,
  currency: undefined,
  minimum: undefined,
  maximum: undefined,
  sort: 'newest',
}

test('an address without filters shows everything, newest first', () => {
  const filters = readFilters(new URLSearchParams())

  expect(filters).toEqual(none)
  expect(listInput(filters)).toEqual({ sort: 'newest' })
  expect(countFilters(filters)).toBe(0)
})

test('filters survive the way through the address', () => {
  const filters: Filters = {
    status: 'succeeded',
    from: '2026-11-01',
    to: '2026-11-30',
    currency: 'kwd',
    minimum: '1.5',
    maximum: '20',
    sort: 'amount_descending',
  }

  const address = writeFilters(filters)

  expect(address.toString()).toBe(
    'status=succeeded&from=2026-11-01&to=2026-11-30&currency=kwd&min=1.5&max=20&sort=amount_descending',
  )
  expect(readFilters(address)).toEqual(filters)
  expect(countFilters(filters)).toBe(6)
})

test('the default order and empty filters leave the address clean', () => {
  expect(writeFilters(none).toString()).toBe('')
})

test('what the address says wrongly is left out', () => {
  const address = 'status=paid&from=yesterday&to=2026-13-45&currency=xxx&min=5&sort=random'

  expect(readFilters(new URLSearchParams(address))).toEqual(none)
})

test('both days are included, in local time', () => {
  const { from, to } = listInput({ ...none, from: '2026-11-20', to: '2026-11-21' })

  expect(from).toBe(new Date(2026, 10, 20).toISOString())
  expect(to).toBe(new Date(2026, 10, 22).toISOString())
})

test('amounts are compared in minor units of their currency, and only with one', () => {
  expect(listInput({ ...none, currency: 'jpy', minimum: '500' })).toMatchObject({ currency: 'jpy', minimumMinor: 500 })
  expect(listInput({ ...none, currency: 'usd', minimum: '5', maximum: '9.99' })).toMatchObject({
    minimumMinor: 5_00,
    maximumMinor: 9_99,
  })
  expect(listInput({ ...none, minimum: '5' })).toEqual({ sort: 'newest' })
})

test('an amount that cannot be read does not filter', () => {
  expect(listInput({ ...none, currency: 'usd', minimum: 'much' })).toEqual({ sort: 'newest', currency: 'usd' })
})
