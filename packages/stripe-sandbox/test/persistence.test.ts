import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { connect, createWorld } from './support/create-world.ts'
import { receiveWebhooks, webhookSecret } from './support/receive-webhooks.ts'

async function temporaryDir(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url))

async function startProcess(args: string[]): Promise<{ child: ChildProcess; port: number; secretKey: string }> {
  const child = spawn(process.execPath, [bin, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let port = 0
  for await (const line of createInterface({ input: child.stdout })) {
    port = Number(/localhost:(\d+)/.exec(line)?.[1] ?? port)
    const secretKey = /secret key (sk_test_\w+)/.exec(line)?.[1]
    if (secretKey) return { child, port, secretKey }
  }
  throw new Error('the sandbox did not start')
}

test('what was answered before a SIGKILL is there afterwards, and its events still arrive', async () => {
  await using dir = await temporaryDir()
  const down = await receiveWebhooks()
  await down.close()
  const flags = ['--data-dir', dir.path, '--webhook-url', down.url, '--webhook-secret', webhookSecret]
  const first = await startProcess(flags)
  const customer = await connect(first).customers.create({ name: 'Ada' }, { idempotencyKey: 'k' })
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  await using receiver = await receiveWebhooks({ port: Number(new URL(down.url).port) })
  const second = await startProcess(flags)
  const again = await connect(second).customers.create({ name: 'Ada' }, { idempotencyKey: 'k' })
  await expect.poll(() => receiver.events.length, { timeout: 5000 }).toBe(1)
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')

  expect(again.id).toBe(customer.id)
  expect(receiver.events[0]).toMatchObject({ type: 'customer.created', data: { object: { id: customer.id } } })
})

test('the journal is compacted at start, and a line cut off by a crash is left out', async () => {
  await using dir = await temporaryDir()
  const file = join(dir.path, 'stripe-sandbox.jsonl')
  {
    await using world = await createWorld({ dataDir: dir.path })
    const { id } = await world.stripe.customers.create({ name: 'v0' })
    for (let version = 1; version < 10; version++) await world.stripe.customers.update(id, { name: `v${version}` })
    await world.sandbox.clock.advance(86_400)
  }
  const before = await readFile(file, 'utf8')
  await appendFile(file, '["customer","cus_cut",{"id":"cus_c')

  await using world = await createWorld({ dataDir: dir.path })

  const after = await readFile(file, 'utf8')
  expect(world.sandbox.objects('customer')).toMatchObject([{ name: 'v9' }])
  expect(world.sandbox.clock.now().getTime()).toBeGreaterThan(Date.now() + 86_000_000)
  expect(after.length).toBeLessThan(before.length)
  expect(after).not.toContain('cus_cut')
})

test('no card number reaches the disk', async () => {
  await using dir = await temporaryDir()
  await using world = await createWorld({ dataDir: dir.path })
  const confirmation_token = world.token('4000056655665556')

  await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd', confirm: true, confirmation_token })

  const written = await readFile(join(dir.path, 'stripe-sandbox.jsonl'), 'utf8')
  expect(written).toContain('"last4":"5556"')
  expect(written).not.toContain('4000056655665556')
})
