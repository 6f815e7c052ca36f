// A process of its own that repeats one load: what it costs to ask is not paid by who answers.
import type { LapOptions } from './lap.ts'
import type { Load, OpenLoad } from './load.ts'
import { runLap } from './run-lap.ts'

export type DriverRequest = { open: string; settings: unknown } | { lap: LapOptions }

let load: Load | undefined
let next = 0

process.on('message', (request: DriverRequest) => {
  answer(request).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

async function answer(request: DriverRequest): Promise<unknown> {
  if ('open' in request) {
    const module = (await import(request.open)) as { default: OpenLoad<unknown> }
    load = await module.default(request.settings)
    return null
  }
  if (!load) throw new Error('no load is open')
  const { operations } = request.lap
  const first = next
  next += operations
  await load.prepare?.(first, operations)
  const before = process.cpuUsage()
  const lap = await runLap(load, first, request.lap)
  const { user, system } = process.cpuUsage(before)
  return { ...lap, nodeCpu: (user + system) / lap.operations }
}
