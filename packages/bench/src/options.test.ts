import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

const known = ['webhook', 'history']

test('all is measured unless it is said what', () => {
  expect(readOptions([], known).only).toEqual(known)
  expect(readOptions(['--only', 'history'], known).only).toEqual(['history'])
  expect(readOptions(['--only', 'history,webhook'], known).only).toEqual(['history', 'webhook'])
})

test('quick is fewer and shorter laps', () => {
  const [full, quick] = [readOptions([], known).pace, readOptions(['--quick'], known).pace]

  expect(quick.pairs * quick.lapMs).toBeLessThan(full.pairs * full.lapMs)
})

test('a name that is none is told with those that are', () => {
  expect(() => readOptions(['--only', 'hooks'], known)).toThrow('"hooks": there are webhook, history')
})
