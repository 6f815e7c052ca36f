import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { createProgram, type Program } from '@azora/test-kit/create-program'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { startKeptPostgres } from '@azora/test-kit/start-kept-postgres'
import { expect, test } from 'vitest'

const secret = `whsec_${randomBytes(24).toString('hex')}`

/** The webhook process as it is built, on a world's database and sandboxes. */
async function webhookProcess(
  world: World,
  role: 'all' | 'worker',
): Promise<Program & { hookUrl: string; readyUrl: string }> {
  const port = await freePort()
  const env = {
    PATH: process.env['PATH'] ?? '',
    LOG_LEVEL: 'warn',
    ROLE: role,
    WEBHOOK_PORT: String(port),
    DATABASE_URL: world.databaseUrl,
    MERCHANT_ID: world.ctx.merchantId,
    STRIPE_SECRET_KEY: world.stripe.secretKey,
    STRIPE_API_BASE: world.stripe.url,
    STRIPE_WEBHOOK_SECRETS: secret,
    CLOCK_URL: `${world.stripe.url}/_sandbox/clock`,
    RESEND_API_KEY: 're_sandbox',
    RESEND_BASE_URL: world.mail.url,
    MAIL_FROM: 'Azora Goods <receipts@azora.example>',
    LINK_SECRET: world.ctx.linkSecret,
    PUBLIC_URL: 'http://shop.test',
  }
  const entry = join(import.meta.dirname, '../dist/main.js')
  const readyUrl = `http://127.0.0.1:${port}/readyz`
  const program = createProgram({ entry, env, readyUrl })
  return Object.assign(program, { readyUrl, hookUrl: `http://127.0.0.1:${port}/webhooks/stripe` })
}

const count = async (world: World, sql: string): Promise<number> =>
  (await world.ctx.db.pool.query<{ count: number }>(`select count(*)::int4 as count from ${sql}`)).rows[0]?.count ?? -1

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port answers with its address, never with a path.
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const soon = { timeout: 15_000, interval: 50 }

test('the jobs of a killed worker run elsewhere within 5 s, and what a killed payment left is finished (P3, W5)', async () => {
  await using world = await createWorld()
  await using doomed = await webhookProcess(world, 'worker')
  await using heir = await webhookProcess(world, 'worker')
  const lockedBy = `graphile_worker.jobs where locked_by is not null and task_identifier = 'send_receipt'`

  // The first worker takes the job of the mail, and is kept waiting for an answer.
  world.mail.faults.add({ effect: 'hang', times: 1 })
  await doomed.start()
  await world.pay()
  await expect.poll(() => count(world, lockedBy), soon).toBe(1)
  await heir.start()
  await doomed.stop('SIGKILL')
  const killedAt = performance.now()
  await expect.poll(() => world.mail.messages().length, soon).toBe(1)
  const takenMs = performance.now() - killedAt

  // A process is killed after Stripe has taken the money and before the answer is written.
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'timeout', phase: 'after', times: 1 })
  await killWhilePaying(world)
  expect(await count(world, `attempt where state = 'started'`)).toBe(1)
  await world.expireLeases()
  await expect.poll(() => world.mail.messages().length, soon).toBe(2)

  expect(takenMs).toBeLessThan(5_000)
  await expect.poll(() => count(world, `attempt where settled_at is null`), soon).toBe(0)
  expect(await count(world, `payment where status = 'succeeded'`)).toBe(2)
  expect(world.stripe.objects('payment_intent')).toHaveLength(2)
}, 60_000)

async function killWhilePaying(world: World): Promise<void> {
  const seen = world.stripe.objects('payment_intent').length
  const { merchantId, linkSecret } = world.ctx
  const options = {
    merchantId,
    linkSecret,
    databaseUrl: world.databaseUrl,
    stripe: { secretKey: world.stripe.secretKey, apiBase: world.stripe.url },
    mail: { apiKey: 're_sandbox', baseUrl: world.mail.url, from: 'receipts@azora.example' },
    publicUrl: 'http://shop.test',
  }
  const payment = {
    requestId: randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'programs/pay.ts')], {
    env: { PATH: process.env['PATH'], JOB: JSON.stringify({ options, payment, caller: personas.shopper }) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = once(child, 'exit')
  await expect.poll(() => world.stripe.objects('payment_intent').length, soon).toBe(seen + 1)
  child.kill('SIGKILL')
  await ended
}

test('PostgreSQL stopped in a storm of webhooks loses none: what was answered is applied, the rest comes again (D1, W10)', async () => {
  await using stack = new AsyncDisposableStack()
  const postgres = stack.use(await startKeptPostgres())
  await migrateDatabase({ connectionString: postgres.url })
  const world = stack.use(await createWorld({ databaseUrl: postgres.url }))
  const webhook = stack.use(await webhookProcess(world, 'all'))
  await webhook.start()
  world.stripe.reset()
  world.stripe.addWebhookEndpoint({ url: webhook.hookUrl, secret })
  world.stripe.webhooks.hold()
  for (let made = 0; made < 12; made += 1) await world.pay()
  const answeredWell = () =>
    world.stripe.webhooks
      .deliveries()
      .filter(({ status }) => status === 'delivered')
      .map(({ event }) => event)

  world.stripe.webhooks.release()
  await expect.poll(() => answeredWell().length, { ...soon, interval: 1 }).toBeGreaterThan(0)
  await postgres.stop()
  await world.stripe.webhooks.idle()
  const answered = answeredWell()
  await postgres.startAgain()
  await expect.poll(() => fetch(webhook.readyUrl).then(({ ok }) => ok), soon).toBe(true)
  const stored = `webhook_event where id = any('{${answered.join(',')}}')`
  expect(await count(world, stored)).toBe(answered.length)
  expect(answered.length).toBeLessThan(world.stripe.webhooks.deliveries().length)
  await expect
    .poll(async () => {
      await world.stripe.clock.advance(3_600)
      return world.stripe.webhooks.deliveries().every(({ status }) => status === 'delivered')
    }, soon)
    .toBe(true)

  await expect.poll(() => count(world, `payment where status = 'succeeded'`), soon).toBe(12)
  // What was being applied when PostgreSQL went keeps its lease, which ends in a minute.
  await expect
    .poll(async () => {
      await world.expireLeases()
      return count(world, 'webhook_event where handled_at is null')
    }, soon)
    .toBe(0)
  expect(await count(world, 'receipt')).toBe(12)
}, 60_000)
