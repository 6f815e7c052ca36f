import { expect, test } from 'vitest'
import { createPace } from './create-pace.ts'
import { StripeUnavailable } from './outcome.ts'

test('a few go at once, the others one after the other, never more a second than the pace (I15)', async () => {
  const waits: number[] = []
  const pace = createPace(20, async (ms) => waits.push(ms))

  await Promise.all(Array.from({ length: 60 }, () => pace()))

  const withoutWaiting = 60 - waits.length
  expect(withoutWaiting).toBeGreaterThanOrEqual(5)
  const inFirstSecond = withoutWaiting + waits.filter((ms) => ms < 1_000).length
  expect(inFirstSecond).toBeLessThanOrEqual(26)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits.at(-1)).toBeGreaterThan(2_500)
})

test('whoever would have to wait long is told to come back, and takes no turn', async () => {
  const waits: number[] = []
  const pace = createPace(10, async (ms) => waits.push(ms))

  const results = await Promise.allSettled(Array.from({ length: 500 }, () => pace()))

  expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: expect.any(StripeUnavailable) })
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000)
})
