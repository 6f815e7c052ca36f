// Plays one seed after another for `pnpm simulate`, each when it is told to.
import { openStand } from './open-stand.ts'
import { simulate } from './simulate.ts'
import { takeOverPauses } from './take-over-pauses.ts'

const [, , databaseUrl = ''] = process.argv
using _ = takeOverPauses()
await using stand = await openStand(databaseUrl)

const asked = Promise.withResolvers<never>()
process.on('message', (seed: number) => {
  simulate(stand, seed).then((report) => process.send?.(report), asked.reject)
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
await asked.promise
