import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from '../free-port.ts'
import { guardName, guardScript } from './guard-script.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { postgresOwner, type PostgresOwner } from './postgres-owner.ts'
import { reachablePath } from './reachable-path.ts'
import { releaseDataDir } from './release-data-dir.ts'

export type StartPostgresOptions = {
  /** Made on the first start, kept afterwards. Not needed with `ephemeral`. */
  dataDir?: string
  /** 0 (the default) picks a free one. */
  port?: number
  /** For tests: a directory of its own that is removed at the end, and no care for power cuts. */
  ephemeral?: boolean
  onLog?: (text: string) => void
}

export type Postgres = AsyncDisposable & { url: string; port: number; stop(): Promise<void> }

const user = 'azora'
const password = 'azora'
const database = 'azora'
const startTimeoutMs = 30_000
const noDurability = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum_naptime=10min']

/**
 * Starts a PostgreSQL server of our own, with an empty database `azora` the first time. It ends with `stop`, and also
 * when this process dies in whatever way. A directory left by a killed run is taken over: PostgreSQL recovers it.
 *
 * @throws when another run uses the directory, the port is taken, or PostgreSQL does not come up within 30 s
 */
export async function startPostgres(options: StartPostgresOptions): Promise<Postgres> {
  const { ephemeral = false, onLog = () => {} } = options
  const owner = postgresOwner()
  const dataDir = ephemeral ? mkdtempSync(join(tmpdir(), 'azora-postgres-')) : keptDirectory(options.dataDir, owner)

  await releaseDataDir(dataDir)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await createCluster({ dataDir, owner, ephemeral, onLog })
  const { server, port } = await startServer({ dataDir, owner, ephemeral, onLog, port: options.port ?? 0 })
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  const stop = () => stopServer(server)
  try {
    await ensureDatabase(url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, port, stop, [Symbol.asyncDispose]: stop }
}

function keptDirectory(dataDir: string | undefined, owner: PostgresOwner): string {
  if (dataDir === undefined) throw new Error('startPostgres needs dataDir, or ephemeral: true')
  return reachablePath(dataDir, owner)
}

type ServerOptions = {
  dataDir: string
  owner: PostgresOwner
  ephemeral: boolean
  onLog: (text: string) => void
}

/** Makes the cluster beside its final name and renames it, so that one cut short is simply begun again. */
async function createCluster({ dataDir, owner, ephemeral, onLog }: ServerOptions): Promise<void> {
  const unfinished = `${dataDir}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const secrets = mkdtempSync(join(tmpdir(), 'azora-initdb-'))
  const passwordFile = join(secrets, 'password')
  writeFileSync(passwordFile, `${password}\n`)
  for (const path of owner ? [unfinished, secrets] : []) chownSync(path, owner?.uid ?? 0, owner?.gid ?? 0)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const flags = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`, ...locale]
  if (ephemeral) flags.push('--no-sync')
  try {
    const { initdb } = postgresBinaries(owner)
    const child = spawn(initdb, ['-D', unfinished, ...flags], { ...owner, cwd: '/', env: serverEnv() })
    const output = collectOutput(child, onLog)
    const code = await exitOf(child)
    if (code !== 0) throw new Error(`PostgreSQL could not make its data directory ${dataDir}:\n${output()}`)
    rmSync(dataDir, { recursive: true, force: true })
    renameSync(unfinished, dataDir)
  } finally {
    rmSync(secrets, { recursive: true, force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

async function startServer(options: ServerOptions & { port: number }) {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port === 0 ? await freePort() : options.port
    try {
      return { server: await tryServer({ ...options, port }), port }
    } catch (error) {
      // Only a port that we chose ourselves can be chosen anew.
      if (options.port !== 0 || attempt === 3) throw error
    }
  }
}

async function tryServer({ dataDir, owner, ephemeral, onLog, port }: ServerOptions & { port: number }) {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200']
  if (ephemeral) settings.push(...noDurability)
  const command = [postgresBinaries(owner).postgres, '-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn('/bin/sh', ['-c', guardScript, guardName, ephemeral ? dataDir : '', ...command], {
    ...owner,
    cwd: '/',
    env: serverEnv(),
    detached: true, // Ctrl-C in a terminal is for us: the database goes last.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  server.stdin.on('error', () => {})
  const output = collectOutput(server, onLog)
  const outcome = await new Promise<'ready' | 'ended' | 'late'>((resolve) => {
    setTimeout(resolve, startTimeoutMs, 'late').unref()
    server.stderr.on('data', () => {
      if (output().includes('ready to accept connections')) resolve('ready')
    })
    server.once('error', () => resolve('ended'))
    server.once('close', () => resolve('ended'))
  })
  if (outcome === 'ready') {
    unrefServer(server)
    return server
  }
  await stopServer(server)
  throw new Error(`PostgreSQL did not start on port ${port}:\n${output()}`)
}

// A script that forgets `stop` may still end: the guard sees its standard input close.
function unrefServer(server: ChildProcess): void {
  server.unref()
  for (const stream of [server.stdin, server.stdout, server.stderr]) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.ref()
  const ended = exitOf(server)
  server.stdin?.end()
  await ended
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

/** The text so far, cut to its last part: it is for an error message. */
function collectOutput(child: ChildProcess, onLog: (text: string) => void): () => string {
  let text = ''
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-8_000)
    onLog(chunk.toString('utf8'))
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}

// Nothing of the caller's environment but the path: PGDATA, PGPORT or a locale of theirs must not steer our server.
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', LC_MESSAGES: 'C' }
}
