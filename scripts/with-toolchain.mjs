// Runs a script of this folder with the Node and pnpm that the project is pinned to, from any Node >= 20 and npm:
// `node scripts/with-toolchain.mjs scripts/start.mjs [arguments]`. What is missing comes from the npm registry, once.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { whenOrphaned } from './lib/when-orphaned.mjs'

const nodeVersion = '26.10.0'
const pnpmVersion = '11.28.10'
const oldestNode = 24

const root = fileURLToPath(new URL('..', import.meta.url))
const remembered = join(root, '.data', 'toolchain')

try {
  runPinned(process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

function runPinned([script, ...args]) {
  const bin = hasToolchain() ? undefined : toolchainDirectory()
  const path = bin === undefined ? process.env.PATH : `${bin}${delimiter}${process.env.PATH}`
  const node = bin === undefined ? process.execPath : join(bin, 'node')
  const quiet = { DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...quiet, PATH: path },
  })

  // From a terminal the child got the signal too; it takes two in quick succession for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  whenOrphaned(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(`Node ${nodeVersion} could not be run: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function hasToolchain() {
  return Number(process.versions.node.split('.')[0]) >= oldestNode && readVersion('pnpm') === pnpmVersion
}

function readVersion(command) {
  try {
    return execFileSync(command, ['--version'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function toolchainDirectory() {
  const known = existsSync(remembered) ? readFileSync(remembered, 'utf8') : ''
  if (isToolchain(known)) return known

  console.log(`Getting Node ${nodeVersion} and pnpm ${pnpmVersion} …`)
  const args = [
    '-y',
    '--loglevel=error',
    '-p',
    `node@${nodeVersion}`,
    '-p',
    `pnpm@${pnpmVersion}`,
    '-c',
    'echo "$PATH"',
  ]
  const output = execFileSync('npx', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const found = output.trim().split('\n').at(-1).split(delimiter).find(isToolchain)
  if (found === undefined) throw new Error(`npm brought no usable Node ${nodeVersion} and pnpm ${pnpmVersion}`)
  mkdirSync(dirname(remembered), { recursive: true })
  writeFileSync(remembered, found)
  return found
}

function isToolchain(directory) {
  const [node, pnpm] = [join(directory, 'node'), join(directory, 'pnpm')]
  if (directory === '' || !existsSync(node) || !existsSync(pnpm)) return false
  return readVersion(node) === `v${nodeVersion}`
}
