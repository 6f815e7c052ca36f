import type { PaymentContext } from '@azora/payments-core/context'
import { openPaymentContext } from '@azora/payments-core/open-payment-context'
import type { World } from '../create-world.ts'
import { gateHttp } from './gate-http.ts'
import { gatePostgres } from './gate-postgres.ts'
import { createPowerSwitch, type PowerSwitch } from './power-switch.ts'

/** A process of ours that can lose its power: its context, by whose connections all that it does leaves it. */
export interface GatedProcess extends AsyncDisposable {
  ctx: PaymentContext
  power: PowerSwitch
}

/**
 * Starts one in this process, on the world's database and sandboxes. When its power goes, all its connections break at once
 * and no new one is made, as after SIGKILL; what its promises still say is to be thrown away.
 */
export async function startGatedProcess(world: World): Promise<GatedProcess> {
  await using stack = new AsyncDisposableStack()
  const power = createPowerSwitch()
  const database = stack.use(await gatePostgres(world.databaseUrl, power))
  const stripe = stack.use(await gateHttp({ destination: 'stripe', url: world.stripe.url }, power))
  const mail = stack.use(await gateHttp({ destination: 'mail', url: world.mail.url }, power))
  const { merchantId, linkSecret, publicUrl, clock } = world.ctx
  const ctx = await openPaymentContext({
    merchantId,
    linkSecret,
    publicUrl,
    clock,
    databaseUrl: database.url,
    stripe: { ...world.stripeOptions, apiBase: stripe.url, timeoutMs: unhurriedMs },
    mail: { ...world.mailOptions, baseUrl: mail.url, timeoutMs: unhurriedMs },
    // Of a dead process nobody reads a log.
    log: silent,
  })
  stack.defer(() => ctx.close())
  const owned = stack.move()
  return {
    ctx,
    power,
    async [Symbol.asyncDispose]() {
      power.cut()
      await owned.disposeAsync()
    },
  }
}

/** A slow machine must not look like a lost answer: here only the power loses one. */
const unhurriedMs = 10_000

const silent = { debug() {}, info() {}, warn() {}, error() {} }
