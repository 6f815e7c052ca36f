import { accessRules } from '@azora/api/access-rules'
import { appRouter } from '@azora/api/app-router'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'

const paths = Object.keys(appRouter._def.procedures)
const isPublic = new Set(Object.entries(accessRules).flatMap(([path, rule]) => (rule === 'anyone' ? [path] : [])))

test('every procedure has a rule, and every rule a procedure', () => {
  expect(paths.toSorted()).toEqual(Object.keys(accessRules).toSorted())
})

/** An input that every procedure takes, or refuses for its shape after it has refused the caller. */
const inputFor = (world: World, paymentId: string) => ({
  paymentId,
  requestId: crypto.randomUUID(),
  cart: world.cart(),
  confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
})

type Call = [persona: keyof typeof personas | null, path: string, input: object]

async function call(world: World, ...[persona, path, input]: Call): Promise<unknown> {
  const [noun = '', verb = ''] = path.split('.')
  // The caller is a proxy of the whole router; here it is walked by name.
  const caller = world.api(persona) as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>
  try {
    const answer = await caller[noun]?.[verb]?.(input)
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) {
      for await (const value of answer as AsyncIterable<unknown>) return value
    }
    return answer
  } catch (error) {
    return error
  }
}

const codeOf = (answer: unknown): string =>
  answer instanceof TRPCError && answer.cause && 'reason' in answer.cause
    ? (answer.cause.reason as { code: string }).code
    : 'answered'

test('every procedure refuses every role that its rule does not name (S3)', async () => {
  await using world = await createWorld()
  const strangers = Object.entries(accessRules).flatMap(([path, rule]) =>
    Object.entries(personas)
      .filter(([, { roles }]) => rule !== 'anyone' && !roles.some((role) => rule.some((named) => named === role)))
      // Entries of the personas' record have its keys.
      .map(([persona]) => ({ path, persona: persona as keyof typeof personas })),
  )

  const answers = []
  for (const { path, persona } of strangers) {
    const answer = await call(world, persona, path, { paymentId: crypto.randomUUID() })
    answers.push({ path, persona, code: codeOf(answer) })
  }

  expect(strangers.length).toBeGreaterThan(20)
  expect(answers.filter(({ code }) => code !== 'forbidden')).toEqual([])
})

test('every procedure that is not for anyone refuses whoever is not signed in', async () => {
  await using world = await createWorld()

  const answers = []
  for (const path of paths.filter((each) => !isPublic.has(each))) {
    const answer = await call(world, null, path, { paymentId: crypto.randomUUID() })
    answers.push({ path, code: codeOf(answer) })
  }

  expect(answers.length).toBeGreaterThan(15)
  expect(answers.filter(({ code }) => code !== 'unauthenticated')).toEqual([])
})

test.each([
  'payments.get',
  'payments.process',
  'payments.onStatus',
  'receipts.get',
  'receipts.link',
  'receipts.pdf',
  'refunds.ofPayment',
])(
  '%s does not find another shopper’s payment, and says the same as for one that does not exist (S1)',
  async (path) => {
    await using world = await createWorld()
    const { payment } = await world.pay(path === 'payments.process' ? '4000000000009995' : '4242424242424242')
    await world.settle()
    const calls = world.stripe.requests().length
    const strict = (paymentId: string) => (path === 'payments.process' ? inputFor(world, paymentId) : { paymentId })

    const theirs = await call(world, 'shopper2', path, strict(payment.id))
    const nobodys = await call(world, 'shopper2', path, strict(crypto.randomUUID()))

    expect([codeOf(theirs), codeOf(nobodys)]).toEqual(['payment_not_found', 'payment_not_found'])
    expect(
      world.stripe.requests().filter(({ path: url }) => !url.includes('confirmation_tokens')).length,
    ).toBeLessThanOrEqual(calls)
  },
)

test.each(['payments.list', 'receipts.list'])('%s shows a shopper nothing of another’s', async (path) => {
  await using world = await createWorld()
  await world.pay()
  await world.settle()

  const answer = await call(world, 'shopper2', path, {})

  expect(answer).toMatchObject({ nextCursor: null })
  expect(Object.values(answer as object)).toContainEqual([])
})

test('a price, an amount or a currency that a browser adds to its request is refused (S4)', async () => {
  await using world = await createWorld()
  const { paymentId: _, ...input } = inputFor(world, '')
  const [item] = input.cart.items

  for (const forged of [
    { ...input, amountMinor: 1 },
    { ...input, amount: { amountMinor: 1, currency: 'usd' } },
    { ...input, cart: { ...input.cart, total: 1 } },
    { ...input, cart: { ...input.cart, items: [{ ...item, unitAmountMinor: 1 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: -1 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: 1e9 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: 0.5 }] } },
  ]) {
    const answer = await call(world, 'shopper2', 'payments.process', forged)
    expect(answer).toBeInstanceOf(TRPCError)
    expect((answer as TRPCError).code).toBe('BAD_REQUEST')
  }
  expect(world.stripe.objects('payment_intent')).toEqual([])
})
