import { readFileSync } from 'node:fs'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import type pg from 'pg'
import { CharAsTextClient } from './char-as-text-client.ts'
import { schemaPath } from './paths.ts'
import { EngineAdapterFactory } from './engine-adapter.ts'

/** Prisma's schema engine, compiled to WASM, on our driver: nothing is downloaded. Dispose it after use. */
export function openEngine(connectionString: string): Promise<SchemaEngine> {
  const adapter = new EngineAdapterFactory({
    ...partsOf(connectionString),
    allowExitOnIdle: true,
    // The adapter drops the shadow database before it closes its own connections to it; PostgreSQL waits for them 5 s.
    idleTimeoutMillis: 10,
    Client: CharAsTextClient,
  })
  return SchemaEngine.new({ datamodels: [readSchema()] }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
}

/** The schema as `[path, content]`. */
export const readSchema = (): [string, string] => [schemaPath, readFileSync(schemaPath, 'utf8')]

/** Which tables the engine leaves out: none. graphile-worker's live in a schema of their own. */
export const noFilter = { externalTables: [], externalEnums: [] }

/**
 * The address in parts. Given as a string, its database would win over the shadow database's name that the adapter sets
 * beside it (seen in adapter 7.10), and the engine would play its migrations in the real one.
 */
function partsOf(connectionString: string): pg.PoolConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(connectionString)
  const sslMode = searchParams.get('sslmode')
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(sslMode && sslMode !== 'disable' ? { ssl: { rejectUnauthorized: sslMode.startsWith('verify') } } : {}),
  }
}
