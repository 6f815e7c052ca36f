import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditBooks } from './books.ts'
import { createWorld, type World } from './support/create-world.ts'
import { receiveWebhooks } from './support/receive-webhooks.ts'

const pay = ({ stripe }: World, amount: number, stripeAccount?: string) =>
  stripe.paymentIntents.create(
    {
      amount,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_createDispute',
      return_url: 'https://a.example',
    },
    { idempotencyKey: 'one', ...(stripeAccount !== undefined && { stripeAccount }) },
  )

test('each connected account has payments, a balance and keys of its own', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id: account } = sandbox.money.addAccount({ email: 'ada@example.com' })
  const ours = await pay(world, 10_00)

  const theirs = await pay(world, 20_00, account)
  await sandbox.clock.advance(60)

  const inAccount = { stripeAccount: account }
  expect((await stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([ours.id])
  expect((await stripe.paymentIntents.list({}, inAccount)).data.map(({ id }) => id)).toEqual([theirs.id])
  await expect(stripe.paymentIntents.retrieve(theirs.id)).rejects.toMatchObject({ code: 'resource_missing' })
  expect(await stripe.disputes.list({}, inAccount)).toMatchObject({
    data: [{ amount: 20_00, status: 'needs_response' }],
  })
  expect(await stripe.accounts.retrieveCurrent({}, inAccount)).toMatchObject({ id: account, email: 'ada@example.com' })
  expect(auditBooks({ clock: sandbox.clock, objects: (resource) => sandbox.objects(resource, account) })).toEqual([])
})

test('an account that is not connected is refused', async () => {
  await using world = await createWorld()

  await expect(world.stripe.balance.retrieve({}, { stripeAccount: 'acct_stranger' })).rejects.toMatchObject({
    statusCode: 403,
    code: 'account_invalid',
  })
})

test('events of connected accounts go to endpoints that ask for them, and say the account', async () => {
  await using world = await createWorld()
  await using own = await receiveWebhooks({ secret: 'whsec_own' })
  const { stripe, sandbox } = world
  const { id: account } = sandbox.money.addAccount()
  sandbox.addWebhookEndpoint({ url: own.url, secret: 'whsec_own' })
  const connect = await stripe.webhookEndpoints.create({
    url: own.url,
    enabled_events: ['customer.created'],
    connect: true,
  })

  await stripe.customers.create({ name: 'Theirs' }, { stripeAccount: account })

  const { data: events } = await stripe.events.list({}, { stripeAccount: account })
  expect(events).toMatchObject([{ type: 'customer.created', account, pending_webhooks: 1 }])
  expect(sandbox.webhooks.deliveries()).toMatchObject([{ event: events[0]?.id, endpoint: connect.id }])
  expect((await stripe.events.list()).data).toEqual([])
})

test('connected accounts survive a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'))
  try {
    let account = ''
    {
      await using world = await createWorld({ dataDir })
      account = world.sandbox.money.addAccount().id
      await pay(world, 20_00, account)
    }

    await using world = await createWorld({ dataDir })
    await world.sandbox.clock.advance(60)

    const disputes = await world.stripe.disputes.list({}, { stripeAccount: account })
    expect(disputes.data).toMatchObject([{ amount: 20_00 }])
    expect(world.sandbox.objects('dispute')).toEqual([])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
