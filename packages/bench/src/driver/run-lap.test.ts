import { expect, test } from 'vitest'
import { runLap } from './run-lap.ts'

test('a lap ends with its operations, each of which has an index of its own', async () => {
  const seen: number[] = []
  const load = { operate: async (index: number) => void seen.push(index) }

  const lap = await runLap(load, 10, { lanes: 3, lapMs: 60_000, operations: 7 })

  expect(lap.operations).toBe(7)
  expect(seen.toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 15, 16])
})

test('no more are under way than there are lanes', async () => {
  let underWay = 0
  let most = 0
  const operate = async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise(setImmediate)
    underWay -= 1
  }

  await runLap({ operate }, 0, { lanes: 4, lapMs: 60_000, operations: 40 })

  expect(most).toBe(4)
})

test('a wrong answer ends the lap', async () => {
  const operate = async (index: number) => {
    if (index === 3) throw new Error('not the answer')
  }

  await expect(runLap({ operate }, 0, { lanes: 1, lapMs: 60_000, operations: 9 })).rejects.toThrow('not the answer')
})

test('by the clock, whoever comes too late counts from when it should have begun', async () => {
  const blockMs = 20
  const operate = async () => {
    const until = performance.now() + blockMs
    while (performance.now() < until) continue
  }

  const lap = await runLap({ operate }, 0, { lanes: 1, lapMs: 60_000, operations: 5, rate: 1_000 })

  // The last of five was due after 4 ms and was done after 100.
  expect(lap.p99).toBeGreaterThan(90)
})
