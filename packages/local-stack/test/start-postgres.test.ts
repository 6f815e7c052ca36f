import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { postgresOwner } from '../src/postgres/postgres-owner.ts'
import { reachablePath } from '../src/postgres/reachable-path.ts'
import { startPostgres } from '../src/postgres/start-postgres.ts'
import { until } from './until.ts'

const workspace = mkdtempSync(join(tmpdir(), 'azora-test-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

test('an ephemeral server is UTF-8, answers at its address and leaves nothing behind', async () => {
  const postgres = await startPostgres({ ephemeral: true })

  const settings = await query(
    postgres.url,
    "select current_database(), current_setting('server_encoding') as encoding",
  )
  const dataDir = await dataDirectory(postgres.url)
  await postgres.stop()

  expect(settings).toEqual([{ current_database: 'azora', encoding: 'UTF8' }])
  expect(existsSync(dataDir)).toBe(false)
})

test('a kept directory keeps its rows, also when the process that started it was killed', async () => {
  const dataDir = reachablePath(join(workspace, 'kept'), postgresOwner())
  const first = await startPostgres({ dataDir })
  await query(first.url, 'create table kept as select 7 as n')
  expect(await query(first.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'on' }])
  await first.stop()

  const killed = await startInChild(dataDir)
  killed.child.kill('SIGKILL')
  await using again = await startPostgres({ dataDir })

  expect(await query(again.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a lock whose process id now belongs to another program does not stop a start', async () => {
  const dataDir = reachablePath(join(workspace, 'stale'), postgresOwner())
  await (await startPostgres({ dataDir })).stop()
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1700000000\n5432\n\n127.0.0.1\n\n`)

  await using postgres = await startPostgres({ dataDir })

  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that lost its guard is stopped and its directory taken over', async () => {
  const dataDir = reachablePath(join(workspace, 'orphan'), postgresOwner())
  const { child } = await startInChild(dataDir)
  const server = serverPid(dataDir)
  process.kill(parentOf(server), 'SIGKILL')
  child.kill('SIGKILL')

  await using postgres = await startPostgres({ dataDir })

  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(isAlive(server)).toBe(false)
})

test('PostgreSQL ends when the process that started it is killed', async () => {
  const dataDir = reachablePath(join(workspace, 'killed'), postgresOwner())
  const { child } = await startInChild(dataDir)
  const server = serverPid(dataDir)
  const guard = parentOf(server)

  child.kill('SIGKILL')

  await until(() => !isAlive(server) && !isAlive(guard))
  expect(isAlive(server)).toBe(false)
})

async function startInChild(dataDir: string) {
  const source = new URL('../src/postgres/start-postgres.ts', import.meta.url).href
  const script = `const { startPostgres } = await import('${source}')
    console.log((await startPostgres({ dataDir: '${dataDir}' })).url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, url: String(line).trim() }
}

const serverPid = (dataDir: string) => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
const parentOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
const dataDirectory = async (url: string) =>
  String((await query(url, "select current_setting('data_directory') as dir"))[0]?.dir)

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
