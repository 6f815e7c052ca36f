import { createHmac, randomUUID } from 'node:crypto'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { stripeEvents } from '@azora/test-kit/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
beforeAll(async () => {
  world = await createWorld()
  world.stripe.webhooks.hold()
  await world.pay()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const query = (sql: string) => world.ctx.db.pool.query(sql)

/** Sets something for the whole database; everybody who is connected has to connect again, and meets it. */
async function setForAll(setting: string): Promise<void> {
  const admin = await connectSelf()
  await admin.query(`alter database ${new URL(world.databaseUrl).pathname.slice(1)} ${setting}`)
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'azora' and pid <> pg_backend_pid()`)
  admin.release(true)
}

/** One connection that keeps what it was opened with: it may still write when others no longer do. */
const connectSelf = async () => {
  const admin = await world.ctx.db.pool.connect()
  await admin.query('set default_transaction_read_only = off')
  return admin
}

interface Trouble {
  what: string
  begin: () => Promise<unknown>
  end: () => Promise<unknown>
}

const troubles: Trouble[] = [
  {
    what: 'read-only',
    begin: () => setForAll('set default_transaction_read_only = on'),
    end: () => setForAll('reset default_transaction_read_only'),
  },
  {
    what: 'out of disk space',
    // As PostgreSQL says it when a file cannot grow.
    begin: () =>
      query(`
        create function disk_is_full() returns trigger language plpgsql as
          $$ begin raise 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
        create trigger disk_is_full before insert on webhook_event execute function disk_is_full();
        create trigger disk_is_full before insert on attempt execute function disk_is_full()`),
    end: () => query('drop function disk_is_full cascade'),
  },
]

/** Brings an event to our receiver as Stripe does. */
async function deliver(event: object): Promise<number> {
  const body = JSON.stringify(event)
  const t = Math.floor(world.clock.now().getTime() / 1000)
  const mac = createHmac('sha256', world.webhook.secret).update(`${t}.${body}`).digest('hex')
  const headers = { 'stripe-signature': `t=${t},v1=${mac}` }
  return (await fetch(world.webhook.url, { method: 'POST', headers, body })).status
}

test.each(troubles)(
  'while the database is $what events are not acknowledged and payments refused, and after it both go on (D9)',
  async ({ begin, end }) => {
    const event = { ...stripeEvents(world)[0], id: `evt_${randomUUID().replaceAll('-', '')}` }
    const token = world.stripe.confirmationToken({ card: '4242424242424242' }).id
    const request = { requestId: randomUUID(), cart: world.cart(), confirmationTokenId: token }
    const pay = () => world.api('shopper').payments.process(request)
    const calls = world.stripe.requests().length
    await begin()

    const unacknowledged = await deliver(event)
    const refusal = await pay().catch((error: unknown) => error)
    await end()
    const acknowledged = await deliver(event)
    const { payment } = await pay()

    expect([unacknowledged, acknowledged]).toEqual([503, 200])
    expect(refusal).toMatchObject({ cause: { reason: { code: 'temporarily_unavailable' } } })
    expect(payment.status).toBe('processing')
    expect(world.stripe.requests().length - calls).toBe(1)
    const { rowCount } = await query(`select from webhook_event where id = '${event.id}'`)
    expect(rowCount).toBe(1)
  },
)
