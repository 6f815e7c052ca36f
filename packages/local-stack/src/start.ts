/**
 * Starts the built system on this machine and keeps it up until it is told to stop.
 * Options: `--reset` forgets the data of earlier runs, `--watch` restarts what is built anew, `--verbose` shows all logs.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runScript } from './start/run-script.ts'
import { readSettings } from './start/settings.ts'
import { createStack, type Stack } from './start/start-stack.ts'
import { createTerminal } from './start/terminal.ts'
import { whenOrphaned } from './supervisor/when-orphaned.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const flag = { type: 'boolean', default: false } as const
const { values } = parseArgs({ options: { reset: flag, watch: flag, verbose: flag } })
const terminal = createTerminal(process.stdout)
let stack: Stack | undefined
let stoppingSince: number | undefined

async function stop(exitCode: number): Promise<never> {
  // One Ctrl-C may arrive twice, from the terminal and from npm; one that comes later means "at once". What is left
  // then notices that we are gone.
  if (stoppingSince !== undefined && Date.now() - stoppingSince > 1_000) process.exit(1)
  if (stoppingSince !== undefined) return new Promise<never>(() => {})
  stoppingSince = Date.now()
  if (exitCode === 0) terminal.line('Stopping …')
  await stack?.stop()
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
whenOrphaned(() => void stop(0))

try {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  const settings = readSettings(process.env, root)
  const set = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  stack = createStack({
    settings,
    root,
    terminal,
    inherited: Object.fromEntries(set),
    runScript: (script, args, env) => runScript(script, { cwd: root, env, args }),
    color: process.stdout.isTTY,
    ...values,
  })
  await stack.start()
  terminal.line(`ready ${settings.publicUrl}`)
} catch (error) {
  if (stoppingSince === undefined) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    await stop(1)
  }
}
