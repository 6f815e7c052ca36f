#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createStripeSandbox } from './create-stripe-sandbox.ts'

const help = `A local, stateful Stripe. Not for real cards.

  stripe-sandbox [--port 12111] [--host 127.0.0.1] [--data-dir DIR] [--webhook-url URL --webhook-secret whsec_…]

Each flag has a variable: STRIPE_SANDBOX_PORT, STRIPE_SANDBOX_HOST, STRIPE_SANDBOX_DATA_DIR,
STRIPE_SANDBOX_WEBHOOK_URL, STRIPE_SANDBOX_WEBHOOK_SECRET. Without a data directory the state is in memory only.`

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['STRIPE_SANDBOX_PORT'] ?? '12111' },
    host: { type: 'string', default: process.env['STRIPE_SANDBOX_HOST'] ?? '127.0.0.1' },
    'data-dir': { type: 'string', default: process.env['STRIPE_SANDBOX_DATA_DIR'] ?? '' },
    'webhook-url': { type: 'string', default: process.env['STRIPE_SANDBOX_WEBHOOK_URL'] ?? '' },
    'webhook-secret': { type: 'string', default: process.env['STRIPE_SANDBOX_WEBHOOK_SECRET'] ?? '' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (flags.help) console.log(help)
else await start()

async function start(): Promise<void> {
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`--port must be a port number, not ${flags.port}.`)
  const { 'webhook-url': url, 'webhook-secret': secret } = flags
  if ((url === '') !== (secret === '')) fail('--webhook-url and --webhook-secret belong together.')

  const sandbox = await createStripeSandbox({
    port,
    host: flags.host,
    ...(flags['data-dir'] && { dataDir: resolve(flags['data-dir']) }),
    ...(url && { webhook: { url, secret } }),
  }).catch((error: unknown) => fail(startFailure(error, port)))

  console.log(`Stripe sandbox at ${sandbox.url} (dashboard ${sandbox.url}/_sandbox)`)
  console.log(`secret key ${sandbox.secretKey}`)
  console.log(`publishable key ${sandbox.publishableKey}`)
  const stop = () => void sandbox.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function startFailure(error: unknown, port: number): string {
  if (!(error instanceof Error)) return String(error)
  const isTaken = 'code' in error && error.code === 'EADDRINUSE'
  return isTaken ? `Port ${port} is taken. Set STRIPE_SANDBOX_PORT to another one.` : error.message
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
