import { readFileSync } from 'node:fs'
import { handledEventTypes, handlerOf } from '@azora/payments-core/event/event-handlers'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { disputeSnapshotOf } from '@azora/payments-core/stripe/dispute-snapshot'
import { snapshotOf } from '@azora/payments-core/stripe/intent-snapshot'
import { payoutSnapshotOf } from '@azora/payments-core/stripe/payout-snapshot'
import { refundSnapshotOf } from '@azora/payments-core/stripe/refund-snapshot'
import { setupSnapshotOf } from '@azora/payments-core/stripe/setup-snapshot'
import { UnknownStatus } from '@azora/payments-core/stripe/unknown-status'
import { createWorld } from '@azora/test-kit/create-world'
import { storedEvent, storeEvent, stripeEvents } from '@azora/test-kit/stripe-events'
import { expect, test } from 'vitest'

interface Contract {
  components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> }
  paths: Record<string, { post: { requestBody: { content: Record<string, { schema: EndpointParams }> } } }>
}
interface EndpointParams {
  properties: { enabled_events: { items: { enum: string[] } } }
}

// Stripe's contract for the version that we pin; the sandbox holds itself against the same.
const contract = JSON.parse(
  readFileSync(new URL('../../stripe-sandbox/contract/data/openapi.trimmed.json', import.meta.url), 'utf8'),
) as Contract

const form = 'application/x-www-form-urlencoded'
const allTypes = (
  contract.paths['/v1/webhook_endpoints']?.post.requestBody.content[form]?.schema.properties.enabled_events.items
    .enum ?? []
).filter((type) => type !== '*')

/** What we leave, by the beginning of its type, and why. */
const left: Record<string, string> = {
  'account.': 'connected accounts are not ours',
  'application_fee.': 'only platforms take fees',
  'apps.': 'of apps in Stripe’s marketplace',
  'balance.': 'a payout tells what it paid out',
  'balance_settings.': 'set by hand at Stripe',
  billing: 'subscriptions are not built yet',
  'capability.': 'connected accounts are not ours',
  'cash_balance.': 'we take no bank transfers',
  'charge.captured': 'the PaymentIntent says it',
  'charge.expired': 'the PaymentIntent says it',
  'charge.failed': 'the PaymentIntent says it',
  'charge.pending': 'the PaymentIntent says it',
  'charge.succeeded': 'the PaymentIntent says it',
  'checkout.': 'we have a checkout of our own',
  'climate.': 'not about payments',
  'coupon.': 'the catalog is ours',
  'credit_note.': 'we send no invoices of Stripe’s',
  'customer.discount.': 'subscriptions are not built yet',
  'customer.source.': 'the old way to save a card',
  'customer.subscription.': 'subscriptions are not built yet',
  'customer.tax_id.': 'tax is not built yet',
  'customer_cash_balance_transaction.': 'we take no bank transfers',
  'entitlements.': 'subscriptions are not built yet',
  'file.': 'not about payments',
  'financial_connections.': 'we read no bank accounts',
  'identity.': 'we check no papers',
  invoice: 'we send no invoices of Stripe’s',
  issuing_: 'we issue no cards',
  'mandate.': 'the payment method says it',
  'payment_link.': 'we have a checkout of our own',
  'person.': 'connected accounts are not ours',
  'plan.': 'the catalog is ours',
  'price.': 'the catalog is ours',
  'product.': 'the catalog is ours',
  'promotion_code.': 'the catalog is ours',
  'quote.': 'we send no quotes of Stripe’s',
  'reporting.': 'not about payments',
  'reserve.': 'what Stripe holds back is not a shopper’s',
  'review.': 'reviews are made in Stripe’s dashboard',
  'sigma.': 'not about payments',
  'source.': 'the old way to pay',
  'subscription_schedule.': 'subscriptions are not built yet',
  tax: 'tax is not built yet',
  'terminal.': 'we have no card readers',
  'test_helpers.': 'only in tests of Stripe’s own',
  'three_d_secure.': 'the PaymentIntent says it',
  'topup.': 'not about payments',
  'transfer.': 'connected accounts are not ours',
  'treasury.': 'we hold no accounts',
}
const reasonOf = (type: string) => Object.entries(left).find(([beginning]) => type.startsWith(beginning))?.[1]

test('every type of event in Stripe’s contract is acted on or left for a reason, and never both (W13)', () => {
  const undecided = allTypes.filter((type) => !handlerOf(type) && !reasonOf(type))
  const both = allTypes.filter((type) => handlerOf(type) && reasonOf(type))

  expect(allTypes.length).toBeGreaterThan(250)
  expect(undecided).toEqual([])
  expect(both).toEqual([])
})

test('Stripe knows every type that we act on, and no reason is about nothing (W13)', () => {
  expect(handledEventTypes.filter((type) => !allTypes.includes(type))).toEqual([])
  expect(Object.keys(left).filter((beginning) => !allTypes.some((type) => type.startsWith(beginning)))).toEqual([])
})

const statusesOf = (object: string) => contract.components.schemas[object]?.properties['status']?.enum ?? []

/** How each kind of object that we follow is read. */
const readings: [string, string[], (status: string) => unknown][] = [
  ['payment_intent', statusesOf('payment_intent'), (status) => snapshotOf({ status, metadata: {} } as never)],
  ['setup_intent', statusesOf('setup_intent'), (status) => setupSnapshotOf({ status, metadata: {} } as never)],
  ['dispute', statusesOf('dispute'), (status) => disputeSnapshotOf({ status, metadata: {} } as never)],
  // The contract names none of these: docs.stripe.com/api/refunds/object and docs.stripe.com/api/payouts/object.
  [
    'refund',
    ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'],
    (status) => refundSnapshotOf({ status, metadata: {} } as never),
  ],
  [
    'payout',
    ['paid', 'pending', 'in_transit', 'canceled', 'failed'],
    (status) => payoutSnapshotOf({ status } as never),
  ],
]

test.each(readings)(
  'every status of a %s in Stripe’s contract is known, any other is an unknown one (W13)',
  (_, statuses, read) => {
    expect(statuses.length).toBeGreaterThan(3)
    expect(statuses.filter((status) => throwsUnknown(() => read(status)))).toEqual([])
    expect(throwsUnknown(() => read('requires_teleport'))).toBe(true)
  },
)

/** Whether it is the status that is not understood; the objects above have little else. */
function throwsUnknown(read: () => unknown): boolean {
  try {
    read()
    return false
  } catch (error) {
    return error instanceof UnknownStatus
  }
}

test('an event of a type that nobody knows is kept and closed; one of an unknown status is parked at once, loudly (W13)', async () => {
  await using world = await createWorld()
  world.stripe.webhooks.dropNext(1_000)
  await world.pay()
  const [event] = stripeEvents(world, 'payment_intent.succeeded')
  const unknownType = { ...event, id: 'evt_type', type: 'moon.landed' }
  const unknownStatus = structuredClone({ ...event, id: 'evt_status' }) as { data: { object: { status: string } } }
  unknownStatus.data.object.status = 'requires_teleport'
  for (const told of [unknownType, unknownStatus]) await storeEvent(world, told as never)

  await sweepEvents(world.ctx)

  expect(await storedEvent(world, 'evt_type')).toMatchObject({ outcome: 'ignored', parked_at: null })
  expect(await storedEvent(world, 'evt_status')).toMatchObject({
    outcome: null,
    tries: 1,
    parked_at: world.clock.now(),
  })
  expect(world.logged.filter((line) => line.includes('an event was parked'))).toHaveLength(1)
})
