import { openStand, type SimulationStand } from '@azora/test-kit/simulate/open-stand'
import { simulate } from '@azora/test-kit/simulate/simulate'
import { takeOverPauses } from '@azora/test-kit/simulate/take-over-pauses'
import { createTestDatabase } from '@azora/test-kit/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'

const stack = new AsyncDisposableStack()
let stand: SimulationStand
beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase())
  stack.use(takeOverPauses())
  stand = stack.use(await openStand(url))
})
afterAll(() => stack.disposeAsync())

const tens = Array.from({ length: 10 }, (_, index) => index * 10 + 1)

test.each(tens)('whatever goes wrong, money moves once: ten seeds from %i on', { timeout: 60_000 }, async (first) => {
  for (let seed = first; seed < first + 10; seed += 1) {
    const { breaches } = await simulate(stand, seed)
    expect(breaches, `pnpm simulate --seed ${seed}`).toEqual([])
  }
})

test('a seed tells the same story whenever it is played', async () => {
  const first = await simulate(stand, 4)
  const second = await simulate(stand, 4)

  expect(first.story.length).toBeGreaterThan(50)
  expect(second.story).toEqual(first.story)
})
