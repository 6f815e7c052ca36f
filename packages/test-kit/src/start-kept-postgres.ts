import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'

/** A PostgreSQL of a test's own that is stopped and started again with its data. */
export interface KeptPostgres extends AsyncDisposable {
  url: string
  stop(): Promise<void>
  startAgain(): Promise<void>
}

export async function startKeptPostgres(): Promise<KeptPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'azora-kept-'))
  let running = await startPostgres({ dataDir })
  const { url, port } = running
  return {
    url,
    stop: () => running.stop(),
    async startAgain() {
      running = await startPostgres({ dataDir, port })
    },
    async [Symbol.asyncDispose]() {
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
