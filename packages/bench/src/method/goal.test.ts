import { expect, test } from 'vitest'
import { atLeast, atMost, judge } from './goal.ts'

test('less is better for a cost, and a mark is reached by meeting it', () => {
  expect([0.9, 1, 1.2, 1.6, 1.61].map((value) => judge(value, atMost(1.6, 1)))).toEqual([
    'stretch',
    'stretch',
    'bar',
    'bar',
    'missed',
  ])
})

test('more is better for a yield', () => {
  expect([1.9, 2, 3.5].map((value) => judge(value, atLeast(2, 3.5)))).toEqual(['missed', 'bar', 'stretch'])
})

test('without a stretch the bar is all there is', () => {
  expect(judge(0, atMost(1))).toBe('bar')
})
