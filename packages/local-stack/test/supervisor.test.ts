import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../src/free-port.ts'
import { createSupervisor } from '../src/supervisor/create-supervisor.ts'
import { until } from './until.ts'

const workspace = mkdtempSync(join(tmpdir(), 'azora-supervisor-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const programAt = (name: string) => fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url))

async function given(name: string, env: Record<string, string> = {}) {
  const logDir = mkdtempSync(join(workspace, 'logs-'))
  const told: string[] = []
  const supervisor = createSupervisor({ logDir, tell: (line) => told.push(line) })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const spec = {
    name: 'server',
    entry: programAt(name),
    env: { TEST_PORT: String(port), ...env },
    healthUrl: url,
    layer: 'application' as const,
  }
  return { logDir, told, supervisor, port, url, start: () => supervisor.start(spec) }
}

const pidAt = async (url: string) => Number(await (await fetch(url)).text())
const pidIfUp = (url: string) => pidAt(url).catch(() => undefined)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a process is ready when start returns, and gone when stop returns', async () => {
  const { supervisor, url, start } = await given('server')

  await start()
  const pid = await pidAt(url)
  await supervisor.stop()

  expect(isAlive(pid)).toBe(false)
})

test('a process that does not want to stop is made to', async () => {
  const { supervisor, url, start } = await given('server', { TEST_STUBBORN: '1' })
  await start()
  const pid = await pidAt(url)

  await supervisor.stop()

  expect(isAlive(pid)).toBe(false)
})

test('a process that crashes is started again, and the person is told', async () => {
  const { supervisor, url, told, start } = await given('server')
  await start()
  const pid = await pidAt(url)

  await fetch(`${url}crash`).catch(() => {})
  await until(async () => {
    const now = await pidIfUp(url)
    return now !== undefined && now !== pid
  })
  const second = await pidAt(url)
  await supervisor.stop()

  expect(told.join('\n')).toContain('server ended (exit code 3); starting it again')
  expect(isAlive(second)).toBe(false)
})

test('a process that cannot start is reported with what it said', async () => {
  const { supervisor, logDir, start } = await given('broken')

  await expect(start()).rejects.toThrow(/server did not start: it ended with exit code 1[\s\S]*TEST_SETTING is missing/)

  await supervisor.stop()
  expect(readFileSync(join(logDir, 'server.log'), 'utf8')).toContain('TEST_SETTING is missing')
})

test('the processes of a killed supervisor end by themselves', async () => {
  const { logDir, port, url } = await given('server')
  const args = [programAt('supervise'), logDir, programAt('server'), String(port)]
  const supervisor = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(supervisor.stdout, 'data')
  const pid = await pidAt(url)

  supervisor.kill('SIGKILL')
  await until(() => !isAlive(pid))

  expect(await pidIfUp(url)).toBeUndefined()
})
