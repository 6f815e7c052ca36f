// Plays seeds one after another for `pnpm simulate`, and tells of each.
import { openStand } from './open-stand.ts'
import { simulate } from './simulate.ts'
import { takeOverPauses } from './take-over-pauses.ts'

const [, , databaseUrl = '', first, count] = process.argv
using _ = takeOverPauses()
await using stand = await openStand(databaseUrl)
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const report = await simulate(stand, seed)
  await new Promise((resolve) => process.send?.(report, resolve))
}
process.disconnect?.()
