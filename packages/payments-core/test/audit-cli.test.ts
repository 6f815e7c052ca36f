import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { sealAudit } from '@azora/payments-core/audit/seal-audit'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { expect, test } from 'vitest'

const cli = join(import.meta.dirname, '../src/audit/cli.ts')

const run = (world: World, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: world.databaseUrl }
    const child = execFile(process.execPath, [cli, ...args], { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr })
    })
  })

test('`pnpm audit:verify` prints the head of a whole log, and names the batch of one that is not', async () => {
  await using world = await createWorld()
  const { merchantId, db } = world.ctx
  await world.pay()
  await world.settle()
  await sealAudit(world.ctx, { marginSeconds: 0, batchSize: 2 })

  const whole = await run(world)
  const head = /head (\d+:[0-9a-f]{64})/.exec(whole.output)?.[1] ?? ''
  await db.pool.query(`begin; set local session_replication_role = replica; update audit_entry set actor = 'x'
    where id = (select id from audit_entry order by recorded_at, id limit 1);
    delete from audit_seal where number = (select max(number) from audit_seal); commit`)
  const broken = await run(world, '--merchant', merchantId, '--anchor', head)

  expect(whole).toMatchObject({ code: 0, output: expect.stringContaining('0 findings') })
  expect(broken.code).toBe(1)
  expect(broken.output).toContain('batch 1: entries were changed')
  expect(broken.output).toContain(`batch ${head.split(':')[0]}: the seal is missing`)
})

test('a wrong call of it ends with its usage', async () => {
  await using world = await createWorld()

  expect(await run(world, '--anchor', '1:abc')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') })
})
