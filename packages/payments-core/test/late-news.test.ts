import { onPayout } from '@azora/payments-core/event/on/payout'
import { keepMethod } from '@azora/payments-core/method/keep-method'
import { listPayouts } from '@azora/payments-core/payout/list-payouts'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askStripe } from './support/ask-stripe.ts'
import { createQuietWorld, eventsOf, pass, payQuietly } from './support/quiet-world.ts'
import { saveMethod } from './support/save-method.ts'
import { methodsOf } from './support/set-up.ts'

/** What was read of Stripe before something changed, and is written down after it. */
let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** A method that is saved, as Stripe tells of it now. */
async function readSaved() {
  await saveMethod(world, 'pm_card_visa')
  const [atStripe] = world.stripe.objects('payment_method').toReversed()
  const method = await world.ctx.stripe.methods.retrieve(atStripe?.id ?? '')
  return { method, stripeCustomerId: method.stripeCustomerId ?? '' }
}

/** Stripe's customer with an address. */
const customerWith = (address: string) =>
  world.stripe.objects('customer').find((customer) => 'email' in customer && customer.email === address)?.id ?? ''

const savedRow = async (stripeId: string) =>
  (
    await world.ctx.db.pool.query(
      `select last4, subject, detached_at is not null as "isGone" from saved_method
       join customer on customer.merchant_id = saved_method.merchant_id and customer.id = customer_id
       where stripe_payment_method_id = $1`,
      [stripeId],
    )
  ).rows

test('a method that is gone stays gone when an older reading of it is written down, and that is no error', async () => {
  const { method, stripeCustomerId } = await readSaved()
  await keepMethod(world.ctx, { method: { ...method, stripeCustomerId: null }, stripeCustomerId })

  const kept = await keepMethod(world.ctx, { method: { ...method, last4: '0005' }, stripeCustomerId })

  expect(kept?.hasMoved).toBe(false)
  expect(await savedRow(method.id)).toMatchObject([{ isGone: true }])
  expect(await methodsOf(world)).toEqual([])
})

test('a method stays its owner’s, whatever customer an older reading names, and that is no error', async () => {
  const { method } = await readSaved()
  await saveMethod(world, 'pm_card_visa', 'shopper2')
  const stripeCustomerId = customerWith('ben@example.com')

  const kept = await keepMethod(world.ctx, { method: { ...method, last4: '0005' }, stripeCustomerId })

  expect(kept?.hasMoved).toBe(false)
  expect(await savedRow(method.id)).toMatchObject([{ subject: 'persona-shopper' }])
  expect(await methodsOf(world)).not.toContainEqual(expect.objectContaining({ last4: '0005' }))
})

test('after a default was let go of, the next method that is saved becomes the default', async () => {
  for (const { id } of world.stripe.objects('payment_method')) {
    const method = await world.ctx.stripe.methods.retrieve(id)
    if (method.stripeCustomerId)
      await keepMethod(world.ctx, {
        method: { ...method, stripeCustomerId: null },
        stripeCustomerId: method.stripeCustomerId,
      })
  }
  const customer = customerWith('ada@example.com')
  const { id } = await askStripe(world, 'payment_methods/pm_card_mastercard/attach', { customer })

  await keepMethod(world.ctx, { method: await world.ctx.stripe.methods.retrieve(id), stripeCustomerId: customer })

  expect(await methodsOf(world)).toMatchObject([{ brand: 'mastercard', isDefault: true }])
})

test('a payout that moved on while an earlier event of it was looked at is not turned back', async () => {
  for (let count = 0; count < 2; count += 1) await payQuietly(world)
  await pass(world, { days: 10 })
  const payout = { amount: '1000', currency: 'usd', destination: 'ba_sandbox' }
  const { id } = await askStripe(world, 'payouts', payout)
  await pass(world, { days: 2 })
  // The sandbox's events are of the types that their objects say.
  const [created, updated, paid] = eventsOf(world, id) as Parameters<typeof onPayout>[1][]
  if (!created || !updated || !paid) throw new Error('the payout was not paid')
  await onPayout(world.ctx, created)
  const overtaken = meanwhile('payout/find', () => onPayout(world.ctx, paid))

  const handled = await onPayout(overtaken, updated)

  expect(handled.outcome).toBe('no_change')
  const { payouts } = await listPayouts(world.ctx, { limit: 100 })
  expect(payouts).toMatchObject([{ stripePayoutId: id, status: 'paid' }])
})

/** A context in which something happens after the first run of a statement. */
function meanwhile(name: string, work: () => Promise<unknown>): World['ctx'] {
  let isFirst = true
  const first: World['ctx']['db']['first'] = async (statement, params) => {
    const row = await world.ctx.db.first(statement, params)
    if (isFirst && statement.name === name) {
      isFirst = false
      await work()
    }
    return row
  }
  return { ...world.ctx, db: { ...world.ctx.db, first } }
}
