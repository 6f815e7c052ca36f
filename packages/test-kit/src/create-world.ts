import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { appRouter } from '@azora/api/app-router'
import type { Currency } from '@azora/contract/currency'
import type { ProcessedPayment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import { createMailSandbox, type MailSandbox } from '@azora/local-stack/mail/create-mail-sandbox'
import type { Caller, CallerContext, Log, PaymentContext } from '@azora/payments-core/context'
import { createPaymentContext, type MerchantOptions } from '@azora/payments-core/create-payment-context'
import { openStores } from '@azora/payments-core/open-stores'
import { processPayment } from '@azora/payments-core/payment/process-payment'
import { createStripeSandbox } from '@azora/stripe-sandbox/create-stripe-sandbox'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'
import { createReceiver } from '@azora/webhook/create-receiver'
import { createTasks } from '@azora/webhook/start-worker'
import { runOnce, Logger } from 'graphile-worker'
import { borrowStores, type BorrowedStores } from './borrow-stores.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import { seedShop, type Shop } from './seed-shop.ts'

export const personas = {
  shopper: { subject: 'persona-shopper', email: 'ada@example.com', name: 'Ada Park', roles: ['shopper'] },
  shopper2: { subject: 'persona-shopper2', email: 'ben@example.com', name: 'Ben Ode', roles: ['shopper'] },
  support: { subject: 'persona-support', email: 'sam@example.com', name: 'Sam Ito', roles: ['support'] },
  admin: { subject: 'persona-admin', email: 'ana@example.com', name: 'Ana Reyes', roles: ['admin'] },
  admin2: { subject: 'persona-admin2', email: 'ole@example.com', name: 'Ole Berg', roles: ['admin'] },
  service: { subject: 'persona-service', email: null, name: 'Shop backend', roles: ['service'] },
} satisfies Record<string, Caller>

/** Our code on a real database, with the sandboxes of Stripe and mail, all of one test's own. */
export interface World extends AsyncDisposable {
  ctx: PaymentContext
  clock: TestClock
  stripe: StripeSandbox
  mail: MailSandbox
  shop: Shop
  databaseUrl: string
  /** How our code reaches Stripe and the mail service, for another process of the same world. */
  stripeOptions: MerchantOptions['stripe']
  mailOptions: MerchantOptions['mail']
  /** Where our receiver takes events, and the secret that they are signed with. */
  webhook: { url: string; secret: string }
  /** The context in which somebody is signed in. */
  as(persona: keyof typeof personas): CallerContext
  /** The router as that somebody calls it, or as somebody who is not signed in. */
  api(persona: keyof typeof personas | null): ReturnType<typeof appRouter.createCaller>
  /** A cart of one product, one of it unless said. */
  cart(currency?: Currency, quantity?: number): Cart
  /** What the page would send for a card number. */
  pay(card?: string, more?: Partial<Parameters<typeof processPayment>[1]>): Promise<ProcessedPayment>
  /** Delivers what Stripe has to say and runs every job that is due, until nothing is left to do. */
  settle(): Promise<void>
  /** Lets time pass, for us and for Stripe. */
  passTime(by: Parameters<TestClock['advance']>[0]): Promise<void>
  /** Lets every lease and pause run out, as if its owner had died long ago. */
  expireLeases(): Promise<void>
  /** Everything that was logged, for tests that look for secrets. */
  logged: string[]
}

/** What a test wants otherwise. */
export interface WorldOptions {
  /** A migrated database of the test's own making; one that nobody else uses when absent. */
  databaseUrl?: string
  /** Connections that outlive the world, to a database that nobody else uses. */
  stores?: Pick<BorrowedStores, 'databaseUrl' | 'stores'>
  redisUrl?: string
  stripe?: Partial<MerchantOptions['stripe']>
}

/** A breaker that hardly ever opens, so that a test may let as many calls fail as it likes. */
const patient = { calls: 2_000, pauseMs: 0 }

/** Makes a world. `await using world = await createWorld()` takes it down again. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const clock = createTestClock()
  const logged: string[] = []
  const log = collectLog(logged)
  const { databaseUrl, stores } =
    options.stores ?? stack.use(options.databaseUrl ? await openOwn(options.databaseUrl, log) : await borrowStores())
  const mail = stack.use(await createMailSandbox({ clock }))
  const stripe = stack.use(await createStripeSandbox({ clock }))
  const merchantId = randomUUID()
  const stripeOptions = {
    secretKey: stripe.secretKey,
    apiBase: stripe.url,
    timeoutMs: 500,
    backoffMs: { initial: 1, maximum: 5 },
    outage: patient,
    ...options.stripe,
  }
  const mailOptions = {
    apiKey: 're_sandbox',
    baseUrl: mail.url,
    from: 'Azora Goods <receipts@azora.example>',
    timeoutMs: 1_000,
  }
  const ctx = createPaymentContext(stores, {
    merchantId,
    redisUrl: options.redisUrl,
    stripe: stripeOptions,
    mail: mailOptions,
    linkSecret: randomBytes(32).toString('hex'),
    publicUrl: 'http://shop.test',
    log,
    clock,
  })
  stack.defer(() => ctx.answers.close())
  const shop = await seedShop(ctx)
  const webhook = await startReceiver(ctx, stack)
  stripe.addWebhookEndpoint(webhook)

  const as: World['as'] = (persona) => ({ ...ctx, caller: personas[persona] })
  const cart: World['cart'] = (currency = 'usd', quantity = 1) => ({
    items: [{ priceId: shop.priceIds[currency] ?? randomUUID(), quantity }],
    currency,
  })
  const runJobs = () =>
    runOnce({
      pgPool: ctx.db.pool,
      taskList: createTasks(ctx),
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    })
  const owned = stack.move()

  return {
    ctx,
    clock,
    stripe,
    mail,
    shop,
    logged,
    as,
    cart,
    databaseUrl,
    stripeOptions,
    mailOptions,
    webhook,
    api: (persona) =>
      appRouter.createCaller({ payments: ctx, caller: persona && personas[persona], requestId: randomUUID() }),
    pay: (card = '4242424242424242', more = {}) =>
      processPayment(as('shopper'), {
        requestId: randomUUID(),
        cart: cart(),
        confirmationTokenId: stripe.confirmationToken({ card }).id,
        ...more,
      }),
    async settle() {
      await stripe.webhooks.idle()
      await runJobs()
      await stripe.webhooks.idle()
      await runJobs()
    },
    async passTime(by) {
      clock.advance(by)
      await stripe.clock.advance(0)
    },
    async expireLeases() {
      await ctx.db.pool.query(`update outbox set next_try_at = now() where state = 'pending'`)
      await ctx.db.pool.query(`update attempt set lease_until = now() - interval '1 second' where settled_at is null`)
      await ctx.db.pool.query(
        `update webhook_event set next_try_at = now() - interval '1 second',
           lease_until = case when lease_token is not null then now() - interval '1 second' end
         where handled_at is null and parked_at is null`,
      )
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function openOwn(databaseUrl: string, log: Log): Promise<BorrowedStores> {
  const stores = await openStores({ databaseUrl, log })
  return { databaseUrl, stores, [Symbol.asyncDispose]: async () => stores.close() }
}

async function startReceiver(
  ctx: PaymentContext,
  stack: AsyncDisposableStack,
): Promise<{ url: string; secret: string }> {
  const secret = `whsec_${randomBytes(24).toString('hex')}`
  const app = createReceiver({ ctx, secrets: [secret], isLive: false, isReady: async () => true })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stack.defer(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  // A server that listens on a port answers with its address, never with a path.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/webhooks/stripe`, secret }
}

function collectLog(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }))
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
