import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { freePort } from '@azora/local-stack/free-port'
import { startRedisStandIn } from './redis-stand-in.ts'

/** A Redis of a test's own. */
export interface TestRedis extends AsyncDisposable {
  url: string
  /** It takes connections and commands, and answers nothing until `resume`. */
  pause(): void
  resume(): void
  /** It is gone without a word, and does not come back. */
  kill(): Promise<void>
}

/**
 * Starts a real `redis-server` where there is one on the PATH: `.ci/run` puts one there. Elsewhere a stand-in answers the few
 * commands that our code and its tests use, so that the tests run on a machine that has nothing but Node.
 */
export async function startRedis(): Promise<TestRedis> {
  const program = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(isProgram)
  return program ? startServer(program) : startRedisStandIn()
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function startServer(program: string): Promise<TestRedis> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn(program, settings, { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(server, 'exit')
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  server.stdout.resume()
  const kill = async () => {
    server.kill('SIGKILL')
    await ended
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill,
    [Symbol.asyncDispose]: kill,
  }
}
