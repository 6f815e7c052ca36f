import { followClock } from '@azora/payments-core/followed-clock'
import { createWorld } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

test('a followed clock tells the time of the one that leads, also after it was moved', async () => {
  await using world = await createWorld()
  const clock = await followClock(`${world.stripe.url}/_sandbox/clock`)
  const behindMs = () => Math.abs(world.stripe.clock.now().getTime() - clock.now().getTime())
  const before = behindMs()

  await world.stripe.clock.advance(4 * 86_400)
  await clock.refresh()

  clock.close()
  expect(before).toBeLessThan(10_000)
  expect(behindMs()).toBeLessThan(10_000)
})

test('a clock that cannot be asked any more goes on at its usual pace', async () => {
  await using world = await createWorld()
  const clock = await followClock(`${world.stripe.url}/_sandbox/clock`)
  await world.stripe.close()

  await clock.refresh()

  clock.close()
  expect(Math.abs(world.stripe.clock.now().getTime() - clock.now().getTime())).toBeLessThan(10_000)
})

test('an address that does not tell the time is refused at the start', async () => {
  await using world = await createWorld()

  await expect(followClock(`${world.stripe.url}/_sandbox/state`)).rejects.toThrow('does not tell the time')
})
