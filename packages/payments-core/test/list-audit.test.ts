import { listAudit } from '@azora/payments-core/audit/list-audit'
import { createWorld, type World } from '@azora/test-kit/create-world'
import { refused } from '@azora/test-kit/refused'
import { expect, test } from 'vitest'

type Input = Partial<Parameters<typeof listAudit>[1]>
const list = (world: World, input: Input = {}, persona: 'admin' | 'support' = 'admin') =>
  listAudit(world.as(persona), { limit: 20, ...input })
const actions = async (...args: Parameters<typeof list>) => (await list(...args)).entries.map(({ action }) => action)

/** Two payments, one of which was declined, a minute apart, and something that is not about money. */
async function loggedWorld() {
  const world = await createWorld()
  const requestId = crypto.randomUUID()
  const { payment: paid } = await world.pay('4242424242424242', { requestId })
  await world.settle()
  world.clock.advance({ seconds: 60 })
  const { payment: declined } = await world.pay('4000000000009995')
  await world.settle()
  world.clock.advance({ seconds: 60 })
  await expect(world.api('shopper').audit.list({})).rejects.toThrow('may not do this')
  return Object.assign(world, { requestId, paid, declined })
}

test('the log is shown newest first, page by page, without a repeat or a gap', async () => {
  await using world = await loggedWorld()
  const { entries: all } = await list(world, { limit: 100 })
  const { rows: written } = await world.ctx.db.pool.query<{ id: string }>(
    'select id from audit_entry order by at desc, id desc',
  )

  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list(world, { limit: 3, cursor })
    seen.push(...page.entries.map(({ id }) => id))
    cursor = page.nextCursor
  }

  expect(all.map(({ id }) => id)).toEqual(written.map(({ id }) => id))
  expect(seen).toEqual(all.map(({ id }) => id))
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(all[0]).toMatchObject({ action: 'access.refused', actor: 'customer:persona-shopper', subjectId: 'audit.list' })
})

test('the log is filtered by actor, beginning of the action, subject, request and time, alone and together', async () => {
  await using world = await loggedWorld()
  const { paid, declined, requestId } = world
  const everything = (await list(world, { limit: 100 })).entries
  const half = '2026-11-21T09:00:30.000Z'

  const combinations: Input[] = [{}]
  const choices: Input[] = [
    { actor: 'customer:persona-shopper' },
    { actor: 'stripe' },
    { action: 'payment.' },
    { action: 'payment.declined' },
    { subjectId: paid.id },
    { subjectId: declined.id },
    { requestId },
    { from: half },
    { to: half },
  ]
  for (const choice of choices) combinations.push(...combinations.map((earlier) => ({ ...earlier, ...choice })))

  for (const input of combinations) {
    const expected = everything.filter(
      (entry) =>
        (!input.actor || entry.actor === input.actor) &&
        entry.action.startsWith(input.action ?? '') &&
        (!input.subjectId || entry.subjectId === input.subjectId) &&
        (!input.requestId || entry.requestId === input.requestId) &&
        (!input.from || entry.at >= input.from) &&
        (!input.to || entry.at < input.to),
    )
    expect({ input, ids: (await list(world, { ...input, limit: 100 })).entries.map(({ id }) => id) }).toEqual({
      input,
      ids: expected.map(({ id }) => id),
    })
  }
})

test('support sees what is about payments and refunds, whatever it asks for', async () => {
  await using world = await loggedWorld()

  const seen = new Set(await actions(world, { limit: 100 }, 'support'))

  expect(seen).toContain('payment.succeeded')
  expect(seen).not.toContain('access.refused')
  for (const input of [
    { action: 'access.' },
    { subjectId: 'audit.list' },
    { action: 'access.', actor: 'customer:persona-shopper' },
  ])
    expect(await actions(world, input, 'support')).toEqual([])
  expect(await actions(world, { action: 'access.' }, 'admin')).toEqual(['access.refused'])
})

test('a cursor that we did not make is refused', async () => {
  await using world = await createWorld()
  const message = 'This cursor is not from a page in this order.'

  await expect(list(world, { cursor: 'eA' })).rejects.toThrow(
    refused({ code: 'input_invalid', fields: [{ path: 'cursor', message }] }),
  )
})

test('somebody who calls what they may not call is written down once a minute for each procedure (S3)', async () => {
  await using world = await createWorld()
  const storm = (persona: 'shopper' | 'support') =>
    Promise.allSettled(Array.from({ length: 20 }, () => world.api(persona).audit.verify({})))

  await storm('shopper')
  await storm('support')
  await expect(world.api('shopper').audit.list({})).rejects.toThrow('may not do this')
  const inFirstMinute = (await list(world, { action: 'access.refused' })).entries
  world.clock.advance({ seconds: 60 })
  await storm('support')

  expect(inFirstMinute.map(({ actor, subjectId }) => `${actor} ${subjectId}`).toSorted()).toEqual([
    'customer:persona-shopper audit.list',
    'customer:persona-shopper audit.verify',
    'staff:persona-support audit.verify',
  ])
  expect(inFirstMinute[0]).toMatchObject({ subjectKind: 'procedure', requestId: expect.any(String) })
  expect(await actions(world, { action: 'access.refused', actor: 'staff:persona-support' })).toHaveLength(2)
})

test('a refusal stands when it cannot be written down', async () => {
  await using world = await createWorld()
  await world.ctx.db.pool.query('alter table audit_entry rename to audit_entry_away')

  await expect(world.api('shopper').audit.list({})).rejects.toThrow('may not do this')

  expect(world.logged.join('')).toContain('could not be written')
})
