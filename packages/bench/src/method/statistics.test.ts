import { expect, test } from 'vitest'
import { median, pairedRatio, percentile, selfRatio } from './statistics.ts'

test('a percentile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  expect([1, 50, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([1, 50, 99, 100])
  expect(percentile([3, 1, 2], 50)).toBe(2)
  expect(percentile([9, 10], 99)).toBe(10)
})

test('numbers are sorted as numbers', () => {
  expect(percentile([9, 10, 100], 50)).toBe(10)
  expect(median([100, 9, 10])).toBe(10)
})

test('the median of an even number of values lies between the two in the middle', () => {
  expect(median([1, 2, 4, 100])).toBe(3)
})

test('a machine that is slow for a pair changes neither of its values against the other', () => {
  expect(pairedRatio([20, 200, 22], [10, 100, 11])).toEqual({ median: 2, minimum: 2, maximum: 2 })
})

test('a ratio is the median of the pairs, with the least and the greatest', () => {
  expect(pairedRatio([10, 30, 90], [10, 10, 10])).toEqual({ median: 3, minimum: 1, maximum: 9 })
})

test('the noise is what a floor makes of itself', () => {
  expect(selfRatio([10, 20, 10])).toEqual({ median: 1.25, minimum: 0.5, maximum: 2 })
})

test('nothing is made of nothing', () => {
  expect(() => median([])).toThrow(RangeError)
  expect(() => percentile([], 50)).toThrow(RangeError)
  expect(() => pairedRatio([1], [])).toThrow(RangeError)
  expect(() => selfRatio([1])).toThrow(RangeError)
})
