import { expect, test } from 'vitest'
import { createWorld, type World } from './support/create-world.ts'

const minute = 60

async function shop({ stripe, sandbox, token }: World) {
  const ada = await stripe.customers.create({
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    metadata: { tier: 'gold' },
  })
  const bob = await stripe.customers.create({ name: 'Bob', email: 'bob@example.org' })
  const pay = (amount: number, customer: string, card: string) =>
    stripe.paymentIntents
      .create({
        amount,
        currency: 'usd',
        customer,
        confirm: true,
        confirmation_token: token(card),
        metadata: { order: `${amount}` },
      })
      .catch(() => undefined)
  await pay(10_00, ada.id, '4242424242424242')
  await pay(20_00, ada.id, '5555555555554444')
  await pay(30_00, bob.id, '4000000000000002')
  await sandbox.clock.advance(minute)
  return { ada, bob }
}

test.for([
  ['status:"succeeded"', [20_00, 10_00]],
  ['status:"succeeded" AND amount>1000', [20_00]],
  ['amount>=1000 amount<=2000', [20_00, 10_00]],
  ['metadata["order"]:"3000"', [30_00]],
  ["metadata['order']:'1000' OR amount>2500", [30_00, 10_00]],
  ['-status:"succeeded"', [30_00]],
  ['metadata["missing"]:null AND currency:"USD"', [30_00, 20_00, 10_00]],
  ['metadata["a\\"b"]:"none"', []],
] as const)('payments are found by %s', async ([query, amounts]) => {
  await using world = await createWorld()
  await shop(world)

  const { data } = await world.stripe.paymentIntents.search({ query, expand: ['data.latest_charge'] })

  expect(data.map(({ amount }) => amount)).toEqual(amounts)
})

test('customers are found by parts of their names, charges by their cards', async () => {
  await using world = await createWorld()
  const { ada } = await shop(world)

  const byName = await world.stripe.customers.search({ query: 'name~"LOVE" AND metadata["tier"]:"gold"' })
  const byEmail = await world.stripe.customers.search({ query: 'email:"ADA@example.com"' })
  const byCard = await world.stripe.charges.search({ query: 'payment_method_details.card.last4:4444' })

  expect([byName.data[0]?.id, byEmail.data[0]?.id]).toEqual([ada.id, ada.id])
  expect(byCard.data.map(({ amount }) => amount)).toEqual([20_00])
})

test('what was made or changed is found a minute later, as it was then', async () => {
  await using world = await createWorld()
  const { stripe, sandbox } = world
  const { id } = await stripe.customers.create({ email: 'old@example.com' })
  const find = async (email: string) => (await stripe.customers.search({ query: `email:"${email}"` })).data.length

  expect(await find('old@example.com')).toBe(0)
  await sandbox.clock.advance(minute)
  expect(await find('old@example.com')).toBe(1)
  await stripe.customers.update(id, { email: 'new@example.com' })
  expect([await find('old@example.com'), await find('new@example.com')]).toEqual([1, 0])
  await sandbox.clock.advance(minute)

  expect([await find('old@example.com'), await find('new@example.com')]).toEqual([0, 1])
  await stripe.customers.del(id)
  await sandbox.clock.advance(minute)
  expect(await find('new@example.com')).toBe(0)
})

test('results come page by page', async () => {
  await using world = await createWorld()
  await shop(world)

  const first = await world.stripe.paymentIntents.search({ query: 'currency:"usd"', limit: 2 })
  const second = await world.stripe.paymentIntents.search({
    query: 'currency:"usd"',
    limit: 2,
    page: first.next_page ?? '',
  })

  expect([first.has_more, second.has_more, second.next_page]).toEqual([true, false, null])
  expect([...first.data, ...second.data].map(({ amount }) => amount)).toEqual([30_00, 20_00, 10_00])
})

test.for(['colour:"red"', 'status~"succ"', 'status>"a"', 'amount:1 AND amount:2 OR amount:3', 'amount', ''])(
  'the query %s is refused',
  async (query) => {
    await using world = await createWorld()

    await expect(world.stripe.paymentIntents.search({ query })).rejects.toMatchObject({ statusCode: 400 })
  },
)
