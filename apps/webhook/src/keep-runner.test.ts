import type { Runner } from 'graphile-worker'
import { expect, test, vi } from 'vitest'
import { keepRunner } from './keep-runner.ts'

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Stands for the library's queue: ends when told, and says whether it was stopped. */
function queue() {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const stop = vi.fn<() => Promise<void>>(() => {
    resolve(undefined)
    return Promise.resolve()
  })
  // The library's type has more than what is used of it here.
  const runner = { promise, stop } as unknown as Runner
  return { runner, stop, end: () => resolve(undefined), fail: () => reject(new Error('connection lost')) }
}

test('a queue that ended gives its workers up, is started again, and the stop meets the new one', async () => {
  const [first, second] = [queue(), queue()]
  const onEnd = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const start = vi.fn<() => Promise<Runner>>().mockResolvedValueOnce(first.runner).mockResolvedValueOnce(second.runner)
  const kept = await keepRunner({ start, onEnd, log })

  first.fail()
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2), 5_000)
  await kept.stop()

  expect(onEnd).toHaveBeenCalledTimes(1)
  expect(first.stop).not.toHaveBeenCalled()
  expect(second.stop).toHaveBeenCalledTimes(1)
})

test('a stop that comes while the queue is starting again stops the one that comes out of it', async () => {
  const [first, second] = [queue(), queue()]
  const starting = Promise.withResolvers<Runner>()
  const start = vi.fn<() => Promise<Runner>>().mockResolvedValueOnce(first.runner).mockReturnValueOnce(starting.promise)
  const kept = await keepRunner({ start, onEnd: () => Promise.resolve(), log })

  first.end()
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2), 5_000)
  const stopped = kept.stop()
  starting.resolve(second.runner)
  await stopped

  expect(second.stop).toHaveBeenCalledTimes(1)
})

test('a queue that cannot be started yet is tried again', async () => {
  const [first, second] = [queue(), queue()]
  const start = vi
    .fn<() => Promise<Runner>>()
    .mockResolvedValueOnce(first.runner)
    .mockRejectedValueOnce(new Error('no database yet'))
    .mockResolvedValueOnce(second.runner)
  const kept = await keepRunner({ start, onEnd: () => Promise.resolve(), log })

  first.end()
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(3), 5_000)
  await kept.stop()

  expect(second.stop).toHaveBeenCalledTimes(1)
})
