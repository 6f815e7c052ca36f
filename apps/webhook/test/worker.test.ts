import { createWorld } from '@azora/test-kit/create-world'
import { getPayment } from '@azora/payments-core/payment/get-payment'
import { startWorker } from '@azora/webhook/start-worker'
import { openWorkerPulse, unlockDeadWorkers } from '@azora/webhook/worker-pulse'
import { expect, test } from 'vitest'

test('a running worker applies events and mails the receipt by itself, also when the shopper’s page is gone (U2)', async () => {
  await using world = await createWorld()
  const worker = await startWorker(world.ctx, { connectionString: world.databaseUrl })

  const { payment, clientSecret } = await world.pay('4000002500003155')
  // The bank lets the payment through; nobody comes back from its window to ask what became of it.
  world.stripe.completeThreeDSecure(String(clientSecret?.split('_secret_')[0]), 'authenticated')

  await expect.poll(() => world.mail.messages().length, { timeout: 10_000 }).toBe(1)
  await expect
    .poll(async () => (await getPayment(world.as('shopper'), { paymentId: payment.id })).timeline.at(-1)?.kind)
    .toBe('receipt_sent')
  await worker.stop()
})

test('jobs of a dead worker are freed, those of a living one are not', async () => {
  await using world = await createWorld()
  const { pool } = world.ctx.db
  const pulse = await openWorkerPulse({ connectionString: world.databaseUrl, log: world.ctx.log })
  await pulse.add('worker-alive')
  for (const workerId of ['worker-alive', 'worker-dead']) {
    await pool.query(`select graphile_worker.add_job('apply_event', '{}')`)
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '4 seconds' where locked_by is null`,
      [workerId],
    )
  }

  await unlockDeadWorkers(world.ctx.db, world.ctx.log)

  const { rows } = await pool.query('select locked_by from graphile_worker.jobs order by locked_by')
  expect(rows).toEqual([{ locked_by: 'worker-alive' }, { locked_by: null }])
  await pulse.close()
})

test('a worker whose connection breaks shows its locks again on the next one', async () => {
  await using world = await createWorld()
  const { pool } = world.ctx.db
  const pulse = await openWorkerPulse({ connectionString: world.databaseUrl, log: world.ctx.log })
  await pulse.add('worker-alive')
  const isLocked = async () =>
    (
      await pool.query<{ free: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('worker/worker-alive', 0)) as free`,
      )
    ).rows[0]?.free === false

  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'azora session' and datname = current_database()`,
  )

  await expect.poll(isLocked, { timeout: 5_000 }).toBe(true)
  await pulse.close()
})

test('a worker whose sweeper waits for a silent Stripe stops within seconds', async () => {
  await using world = await createWorld()
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  world.stripe.webhooks.hold()
  await world.pay()
  world.clock.advance({ seconds: 40 })
  const silentStripe = {
    ...world.ctx.stripe,
    intents: {
      ...world.ctx.stripe.intents,
      retrieve: () => {
        ask()
        return new Promise<never>(() => {})
      },
    },
  }
  const worker = await startWorker({ ...world.ctx, stripe: silentStripe }, { connectionString: world.databaseUrl })
  await asked

  const startedAt = performance.now()
  await worker.stop()

  expect(performance.now() - startedAt).toBeLessThan(8_000)
})

test('a job of a merchant whom this process does not serve is kept, not lost', async () => {
  await using world = await createWorld()
  const { pool } = world.ctx.db
  await pool.query(
    `select graphile_worker.add_job('apply_event', json_build_object('merchantId', gen_random_uuid(), 'eventId', 'evt_1'))`,
  )

  await world.settle()

  const { rows } = await pool.query('select last_error from graphile_worker.jobs')
  expect(rows).toMatchObject([{ last_error: expect.stringContaining('does not serve') }])
})
