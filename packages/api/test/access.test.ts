import { randomUUID } from 'node:crypto'
import { accessRules } from '@azora/api/access-rules'
import { appRouter } from '@azora/api/app-router'
import { hasRole, trustedRoles, type Role } from '@azora/contract/role'
import { signLinkToken } from '@azora/payments-core/payment/link-token'
import { receiptLinkPath } from '@azora/payments-core/receipt/receipt-token'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idPaths, withValueAt } from './support/id-paths.ts'
import { idOf, isShoppersOwn, seedRowsOf } from './support/known-ids.ts'
import { sampleInputs } from './support/sample-inputs.ts'
import { unwrapped, type Schema } from './support/schema-of.ts'

type Persona = keyof typeof personas

// tRPC keeps procedures flat, under their paths; its type nests them.
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>,
)
const paths = procedures.map(([path]) => path)
const guarded = Object.entries(accessRules).flatMap(([path, rule]) => (rule === 'anyone' ? [] : [{ path, rule }]))

/** Two merchants with two shoppers each, in one database. */
let world: World
let other: World
beforeAll(async () => {
  world = await createWorld()
  other = await createWorld({ databaseUrl: world.databaseUrl })
  await seedRowsOf(world, 'shopper')
  await seedRowsOf(world, 'shopper2')
  await seedRowsOf(other, 'shopper')
}, 60_000)
afterAll(async () => {
  await other?.[Symbol.asyncDispose]()
  await world?.[Symbol.asyncDispose]()
})

async function call(persona: Persona | null, path: string, input: unknown): Promise<unknown> {
  const [noun = '', verb = ''] = path.split('.')
  // The caller is a proxy of the whole router; here it is walked by name.
  const caller = world.api(persona) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
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

const reasonOf = (answer: unknown): { code: string } =>
  answer instanceof TRPCError && answer.cause && 'reason' in answer.cause
    ? (answer.cause.reason as { code: string })
    : { code: answer instanceof Error ? String(answer) : 'answered' }
const codeOf = (answer: unknown): string => reasonOf(answer).code

test('every procedure has a rule, and every rule a procedure', () => {
  expect(paths.toSorted()).toEqual(Object.keys(accessRules).toSorted())
})

test('every procedure refuses every role that its rule does not name (S3)', async () => {
  const strangers = guarded.flatMap(({ path, rule }) =>
    personaNames.filter((persona) => !hasRole(personas[persona].roles, rule)).map((persona) => ({ path, persona })),
  )

  const answers = []
  for (const { path, persona } of strangers) {
    answers.push({ path, persona, code: codeOf(await call(persona, path, { paymentId: randomUUID() })) })
  }

  expect(strangers.length).toBeGreaterThan(20)
  expect(answers.filter(({ code }) => code !== 'forbidden')).toEqual([])
})

test('every procedure that is not for anyone refuses whoever is not signed in (S3)', async () => {
  const answers = []
  for (const { path } of guarded) {
    answers.push({ path, code: codeOf(await call(null, path, { paymentId: randomUUID() })) })
  }

  expect(answers.length).toBeGreaterThan(15)
  expect(answers.filter(({ code }) => code !== 'unauthenticated')).toEqual([])
})

// Object entries of the personas' record have its keys.
const personaNames = Object.keys(personas) as Persona[]

/** Every procedure that takes the id of a row, each form of its input, each id in it. */
const idTaking = procedures.flatMap(([path, { _def }]) => {
  // Inputs are zod schemas, all of them from the contract.
  const schema = _def.inputs[0] as Schema | undefined
  const places = schema ? idPaths(schema) : []
  return schema && places.length > 0 ? [{ path, schema, places }] : []
})

/** Who may call it: those named by its rule, or nobody in particular. */
function callersOf(path: string): (Persona | null)[] {
  // The first test holds paths and rules against each other.
  const rule: 'anyone' | readonly Role[] = accessRules[path as keyof typeof accessRules]
  return rule === 'anyone'
    ? [null]
    : personaNames.filter(
        (persona) => hasRole(personas[persona].roles, rule) && persona !== 'shopper2' && persona !== 'admin2',
      )
}

/** What every key of an input may stand for, as the shopper whose rows they are would fill it in. */
async function valuesFor(places: string[][]): Promise<Record<string, unknown>> {
  const keys = new Set(places.map((place) => place.at(-1) ?? ''))
  const ids = await Promise.all([...keys].map(async (key) => [key, await idOf(world, key, 'shopper')] as const))
  return {
    requestId: randomUUID(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
    customerSubject: personas.shopper.subject,
    subject: personas.shopper.subject,
    currency: 'usd',
    amountMinor: 18_00,
    descriptorCode: 'SM11AA',
    evidence: { productDescription: 'A mug' },
    ...Object.fromEntries(ids),
  }
}

/** Ids of others that a caller may not find under this key. */
async function strangersIds(
  key: string,
  { persona, input }: { persona: Persona | null; input: object },
): Promise<string[]> {
  const isForOneShopper =
    (persona !== null && !hasRole(personas[persona].roles, trustedRoles)) ||
    JSON.stringify(input).includes(personas.shopper.subject)
  return [
    await idOf(other, key, 'shopper'),
    ...(isForOneShopper && isShoppersOwn(key) ? [await idOf(world, key, 'shopper2')] : []),
  ]
}

/** A well-formed id that is nobody's, of the kind of another. */
const nobodys = (id: string) => (id.includes('_') ? `${id.split('_')[0]}_nobodys0000000000` : randomUUID())

/** What was answered, with the id that was asked for left out. */
const told = (answer: unknown, id: string) =>
  JSON.stringify(answer instanceof Error ? reasonOf(answer) : answer).replaceAll(id, '<id>')

const isEmptyPage = (answer: unknown) =>
  typeof answer === 'object' &&
  answer !== null &&
  'nextCursor' in answer &&
  Object.values(answer).every((value) => value === null || (Array.isArray(value) && value.length === 0))

test.each(idTaking)(
  '$path: an id of somebody else’s is answered like one that is nobody’s, and never goes to Stripe (S1)',
  async ({ path, schema, places }) => {
    const inputs = sampleInputs(path, schema, await valuesFor(places))
    const calls = world.stripe.requests().length
    const findings = []
    let tries = 0

    for (const persona of callersOf(path)) {
      for (const input of inputs) {
        for (const place of places) {
          const key = place.at(-1) ?? ''
          if (withValueAt(input, place, '') === undefined) continue
          for (const id of await strangersIds(key, { persona, input })) {
            tries += 1
            const without = nobodys(id)
            const request = { requestId: randomUUID() }
            const ask = (value: string) =>
              call(persona, path, {
                ...(withValueAt(input, place, value) as object),
                ...('requestId' in input ? request : {}),
              })
            const theirs = await ask(id)
            request.requestId = randomUUID()
            const nobody = await ask(without)
            const isHidden = isEmptyPage(theirs) || (theirs instanceof TRPCError && hiddenCodes.has(theirs.code))
            if (!isHidden || told(theirs, id) !== told(nobody, without))
              findings.push({
                persona,
                place: place.join('.'),
                theirs: told(theirs, id),
                nobody: told(nobody, without),
              })
          }
        }
      }
    }

    expect(tries).toBeGreaterThan(0)
    expect(findings).toEqual([])
    expect(world.stripe.requests().slice(calls)).toEqual([])
  },
)

/** Codes of what is not there. Never FORBIDDEN, which would say that it is. */
const hiddenCodes = new Set<string>(['NOT_FOUND', 'UNPROCESSABLE_CONTENT'])

const malformed = [
  '',
  '1',
  '42',
  1,
  null,
  {},
  [],
  'null',
  '../1',
  "' or true --",
  `${randomUUID()}\u0000`,
  'x'.repeat(5_000),
]

test.each(idTaking)(
  '$path: what is no id finds nothing, and never goes to Stripe (S1)',
  async ({ path, schema, places }) => {
    const inputs = sampleInputs(path, schema, await valuesFor(places))
    const calls = world.stripe.requests().length
    const [persona = null] = callersOf(path)

    const found = []
    for (const input of inputs) {
      for (const place of places) {
        for (const value of malformed) {
          const asked = withValueAt(input, place, value)
          const answer = asked === undefined ? undefined : await call(persona, path, asked)
          if (asked !== undefined && !isEmptyPage(answer) && !/input_invalid|_not_found$/.test(codeOf(answer)))
            found.push({ place: place.join('.'), value, answer: told(answer, randomUUID()) })
        }
      }
    }

    expect(found).toEqual([])
    expect(world.stripe.requests().slice(calls)).toEqual([])
  },
)

/** Every procedure that takes the token of a link which we mailed. */
const tokenTaking = procedures.flatMap(([path, { _def }]) => {
  const schema = _def.inputs[0] as Schema | undefined
  return schema && 'token' in (unwrapped(schema).schema._zod.def.shape ?? {}) ? [{ path }] : []
})

/** A payment whose owner was mailed a link to it, and the link's token. */
async function mailLinkTo(of: World): Promise<{ paymentId: string; token: string }> {
  const expiresAt = new Date(of.clock.now().getTime() + 3_600_000)
  const { rows } = await of.ctx.db.pool.query<{ id: string }>(
    `insert into payment (merchant_id, id, customer_id, status, currency, amount_minor, description, saved_method_id,
       continue_until, created_at, updated_at)
     select merchant_id, gen_random_uuid(), customer_id, 'requires_payment_method', 'usd', 990, 'Membership', id, $2, now(), now()
     from saved_method where merchant_id = $1 and customer_id = (select id from customer where merchant_id = $1 and subject = $3)
     limit 1
     returning id`,
    [of.ctx.merchantId, expiresAt, personas.shopper.subject],
  )
  const paymentId = rows[0]?.id ?? ''
  return { paymentId, token: signLinkToken(of.ctx.linkSecret, { paymentId, expiresAt }) }
}

test('whoever holds a link may do what takes its token, and nothing that asks who they are (S3, E7)', async () => {
  const { paymentId, token } = await mailLinkTo(world)
  const input = { paymentId, token, requestId: randomUUID() }

  const opened = await call(null, 'payments.openLink', { token })
  const answers = []
  for (const { path } of guarded) answers.push({ path, code: codeOf(await call(null, path, input)) })

  expect(tokenTaking.map(({ path }) => path).toSorted()).toEqual([
    'payments.onLinkStatus',
    'payments.openLink',
    'payments.resumeByLink',
  ])
  expect(opened).toMatchObject({ description: 'Membership', status: 'requires_payment_method' })
  expect(JSON.stringify(opened)).not.toMatch(/email|subject|saved|pm_|cus_|pi_/)
  expect(answers.filter(({ code }) => code !== 'unauthenticated')).toEqual([])
})

test.each(tokenTaking)(
  '$path: a link of another merchant, kind or payment is answered like one that somebody made up, and never goes to Stripe (S1, E7)',
  async ({ path }) => {
    const [ours, theirs] = [await mailLinkTo(world), await mailLinkTo(other)]
    const { linkSecret } = world.ctx
    const expiresAt = new Date(world.clock.now().getTime() + 3_600_000)
    const withoutLink = await idOf(world, 'paymentId', 'shopper')
    const [, , receiptToken = ''] = receiptLinkPath(linkSecret, {
      receiptId: ours.paymentId,
      expiresAt,
      fileName: 'receipt.pdf',
    }).split('/')
    const strangers = {
      theirs: theirs.token,
      'theirs, by our secret': signLinkToken(linkSecret, { paymentId: theirs.paymentId, expiresAt }),
      'ours, by their secret': signLinkToken(other.ctx.linkSecret, { paymentId: ours.paymentId, expiresAt }),
      'a payment that was never mailed': signLinkToken(linkSecret, { paymentId: withoutLink, expiresAt }),
      'a receipt’s': receiptToken,
      'a receipt’s, spelled like ours': receiptToken.replaceAll('.', '-'),
      'the payment’s id': ours.paymentId,
      nothing: '',
    }
    const calls = world.stripe.requests().length

    const answers = await Promise.all(
      Object.entries(strangers).map(async ([what, token]) => {
        const input = { token, ...(path === 'payments.resumeByLink' && { requestId: randomUUID() }) }
        return [what, reasonOf(await call(null, path, input))]
      }),
    )

    expect(answers).toEqual(Object.keys(strangers).map((what) => [what, { code: 'link_not_found' }]))
    expect(world.stripe.requests().slice(calls)).toEqual([])
  },
)

test.each(['payments.list', 'receipts.list', 'paymentMethods.list'])(
  '%s shows a shopper nothing of another’s (S1)',
  async (path) => {
    const answers = await Promise.all((['shopper', 'shopper2'] as const).map((persona) => call(persona, path, {})))

    const ids = answers.map((answer) => new Set(JSON.stringify(answer).match(/[0-9a-f-]{36}/g)))
    expect(ids.map(({ size }) => size > 0)).toEqual([true, true])
    const shared = [...(ids[0] ?? [])].filter((id) => ids[1]?.has(id))
    expect(shared.filter((id) => !Object.values(world.shop.priceIds).includes(id))).toEqual([])
  },
)

test('a price, an amount or a currency that a browser adds to its request is refused (S4)', async () => {
  const input = {
    requestId: randomUUID(),
    cart: world.cart(),
    confirmationTokenId: world.stripe.confirmationToken({ card: '4242424242424242' }).id,
  }
  const [item] = input.cart.items
  const intents = world.stripe.objects('payment_intent').length

  for (const forged of [
    { ...input, amountMinor: 1 },
    { ...input, amount: { amountMinor: 1, currency: 'usd' } },
    { ...input, cart: { ...input.cart, total: 1 } },
    { ...input, cart: { ...input.cart, items: [{ ...item, unitAmountMinor: 1 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: -1 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: 1e9 }] } },
    { ...input, cart: { ...input.cart, items: [{ ...item, quantity: 0.5 }] } },
  ]) {
    const answer = await call('shopper2', 'payments.process', forged)
    expect(answer).toBeInstanceOf(TRPCError)
    expect((answer as TRPCError).code).toBe('BAD_REQUEST')
  }
  expect(world.stripe.objects('payment_intent')).toHaveLength(intents)
})
