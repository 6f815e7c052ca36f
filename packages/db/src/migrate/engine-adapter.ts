import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { charMark } from './char-as-text-client.ts'

/**
 * Prisma's adapter with two gaps of version 7.10 closed, so that the schema engine can work through it:
 * a script goes to the server in one piece, which PostgreSQL runs all or not at all (the adapter cuts it at every
 * semicolon, also inside functions), and columns of type `"char"` are told as characters.
 */
export class EngineAdapterFactory extends PrismaPg implements SqlMigrationAwareDriverAdapterFactory {
  override connect = async () => closeGaps(await super.connect())
  override connectToShadowDb = async () => closeGaps(await super.connectToShadowDb())
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

function closeGaps(adapter: Adapter): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    result.columnNames.forEach((name, index) => {
      if (!name.endsWith(charMark)) return
      result.columnNames[index] = name.slice(0, -charMark.length)
      result.columnTypes[index] = ColumnTypeEnum.Character
    })
    return result
  }
  adapter.executeScript = async (script) => {
    const pool: pg.Pool = adapter.underlyingDriver()
    await pool.query(script)
  }
  return adapter
}
