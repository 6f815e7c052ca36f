// `pnpm bench [--only webhook,history] [--quick]`: what we cost beside the least that it could cost. Always ends with 0:
// a machine's noise fails nobody.
import { availableParallelism, cpus } from 'node:os'
import { measurements } from './measurements.ts'
import type { Row } from './method/row.ts'
import { formatTable } from './method/table.ts'
import { readOptions } from './options.ts'
import { startStack } from './stack/start-stack.ts'

const startedAt = performance.now()
try {
  const { pace, only } = readOptions(process.argv.slice(2), Object.keys(measurements))
  await using stack = await startStack()
  const rows: Row[] = []
  for (const name of only) {
    const measured = await measurements[name]?.({ stack, pace, say }).catch((error: unknown) => {
      say(`${name} could not be measured`)
      console.error(error)
    })
    rows.push(...(measured ?? []))
  }
  const [processor] = cpus()
  console.log(`\n${availableParallelism()} × ${processor?.model ?? 'unknown processor'}, Node ${process.version}`)
  console.log(`${pace.pairs} pairs of laps of ${pace.lapMs / 1_000} s\n\n${formatTable(rows)}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
}

function say(text: string): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  console.log(`${seconds.padStart(4)} s  ${text}`)
}
