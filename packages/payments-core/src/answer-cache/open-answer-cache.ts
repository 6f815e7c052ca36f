import type { Database } from '@azora/db/database'
import type { Log } from '../context.ts'
import type { Watch } from '../watch.ts'
import type { AnswerCache } from './answer-cache.ts'
import { createAnswerSeal, maximumSealedBytes } from './answer-seal.ts'
import { watchDatabaseIdentity } from './database-identity.ts'
import { openRedisShelf } from './redis-shelf.ts'

/** A page that lost its answer comes back within minutes. */
const keptSeconds = 3_600

/** Keeps answers in Redis (ADR 12). Redis is believed only what a process with the same secret wrote for the same database. */
export function openAnswerCache(options: {
  url: string
  secret: string
  db: Database
  log: Log
  watch: Watch
}): AnswerCache {
  const seal = createAnswerSeal(options.secret)
  const database = watchDatabaseIdentity(options.db)
  const shelf = openRedisShelf(options)

  return {
    async find(key) {
      const identity = database.current()
      if (!identity) return undefined
      const name = seal.nameOf(key, identity)
      const sealed = await shelf.read(name, maximumSealedBytes).catch(() => '')
      const answer = seal.open(name, sealed)
      options.watch.answerLookup(answer !== undefined)
      return answer
    },
    keep(key, answer) {
      const identity = database.current()
      if (!identity) return
      const name = seal.nameOf(key, identity)
      const sealed = seal.seal(name, answer)
      if (sealed) shelf.write(name, sealed, keptSeconds).catch(() => undefined)
    },
    close: () => shelf.close(),
  }
}
