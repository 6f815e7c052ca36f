import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../src/free-port.ts'
import { readSettings, type Settings } from '../src/start/settings.ts'
import { createStack } from '../src/start/start-stack.ts'
import { refuseTakenPorts } from '../src/start/taken-ports.ts'
import { until } from './until.ts'

const workspace = mkdtempSync(join(tmpdir(), 'azora-stack-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const programAt = (name: string) => fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url))

/** A checkout whose applications are built, on ports of its own. */
async function given() {
  const root = mkdtempSync(join(workspace, 'root-'))
  for (const entry of ['apps/webhook/dist/main.js', 'apps/web/dist/server/main.js']) {
    mkdirSync(dirname(join(root, entry)), { recursive: true })
    copyFileSync(programAt('application'), join(root, entry))
  }
  const variables = ['WEB', 'WEBHOOK', 'STRIPE_SANDBOX', 'MAIL_SANDBOX', 'SIGN_IN_SANDBOX', 'POSTGRES']
  const ports = await Promise.all(variables.map(async (name) => [`${name}_PORT`, String(await freePort())]))
  const settings = readSettings(Object.fromEntries(ports), root)
  return { root, settings }
}

function stackOf({ root, settings }: { root: string; settings: Settings }, reset = false) {
  const lines: string[] = []
  const scripts: string[][] = []
  const stack = createStack({
    root,
    settings,
    inherited: {},
    terminal: { line: (text) => void lines.push(text), step: (_label, work) => work() },
    runScript: async (script, args) => void scripts.push([script, ...args]),
    reset,
    watch: false,
    verbose: false,
    color: false,
  })
  return { stack, lines, scripts }
}

test('the stack comes up with its schema, sandboxes and applications, and stop leaves no port taken', async () => {
  const checkout = await given()
  const { ports, publicUrl } = checkout.settings
  const { stack, lines, scripts } = stackOf(checkout)

  await stack.start()
  // The program answers with its environment.
  const env = (await (await fetch(publicUrl)).json()) as Record<string, string>
  const inbox = await (await fetch(`http://localhost:${ports.mail}`)).text()
  await stack.stop()

  expect(scripts).toEqual([
    ['packages/db/src/cli.ts', 'migrate'],
    ['prisma/seed.ts'],
    [
      'packages/payments-core/src/webhook-endpoint/cli.ts',
      '--url',
      `http://localhost:${ports.webhook}/webhooks/stripe`,
    ],
  ])
  expect(inbox).toContain('No mail yet')
  expect(env).toMatchObject({
    DATABASE_URL: `postgres://azora:azora@127.0.0.1:${ports.postgres}/azora`,
    OIDC_ISSUER: `http://localhost:${ports.signIn}`,
    STRIPE_API_BASE: `http://localhost:${ports.stripe}`,
    RESEND_BASE_URL: `http://localhost:${ports.mail}`,
    PUBLIC_URL: publicUrl,
    ROLE: 'all',
  })
  expect(env.STRIPE_WEBHOOK_SECRETS).toMatch(/^whsec_\w{16,}$/)
  expect(lines.join('\n')).toContain('4242 4242 4242 4242')
  await expect(refuseTakenPorts(ports)).resolves.toBeUndefined()
})

test('a second start keeps secrets and data, reset begins anew', async () => {
  const checkout = await given()
  const secretsFile = join(checkout.settings.dataDir, 'secrets.json')
  const first = stackOf(checkout)
  await first.stack.start()
  await first.stack.stop()
  const secrets = readFileSync(secretsFile, 'utf8')

  const second = stackOf(checkout)
  await second.stack.start()
  await second.stack.stop()
  const kept = readFileSync(secretsFile, 'utf8')
  const third = stackOf(checkout, true)
  await third.stack.start()
  await third.stack.stop()

  expect(kept).toBe(secrets)
  expect(readFileSync(secretsFile, 'utf8')).not.toBe(secrets)
  expect(statSync(secretsFile).mode & 0o077).toBe(0)
})

test.each(['SIGINT', 'SIGKILL'] as const)('nothing is left behind by a stack that gets %s', async (signal) => {
  const { root, settings } = await given()
  const args = [programAt('run-stack'), root, JSON.stringify(settings)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [started] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])

  child.kill(signal)

  const isFree = () =>
    refuseTakenPorts(settings.ports).then(
      () => true,
      () => false,
    )
  await until(isFree)
  expect(String(started)).toBe('started\n')
})

test('a port that is taken is named with the variable that moves it, before anything starts', async () => {
  const checkout = await given()
  const { web } = checkout.settings.ports
  const other = createServer().listen(web)
  await once(other, 'listening')

  const starting = stackOf(checkout).stack.start()

  await expect(starting).rejects.toThrow(
    `Port ${web} is taken by another program. Stop that, or move ours: WEB_PORT=${web + 100} npm start`,
  )
  expect(existsSync(join(checkout.settings.dataDir, 'postgres'))).toBe(false)
  other.close()
})
