import { createWorld, type World } from '@azora/test-kit/create-world'
import { crashEvery } from '@azora/test-kit/crash/crash-every'
import { nameOfPoint } from '@azora/test-kit/crash/point-name'
import { mainScenarios } from '@azora/test-kit/crash/scenarios'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld({ stripe: { readsPerSecond: 1_000 } })
})
afterAll(() => world?.[Symbol.asyncDispose]())

const named = mainScenarios.map((scenario) => ({ ...scenario, scenario }))

test.each(named)('dying at every message of: $name ($faults)', { timeout: 120_000 }, async ({ scenario }) => {
  const { messages, points, breaches } = await crashEvery(world, scenario, { isSparing: true })

  expect(breaches.map(({ point, what }) => `${point ? nameOfPoint(point) : 'all'}: ${what}`)).toEqual([])
  expect(points).toHaveLength(messages.length * 4)
})
