import { randomUUID } from 'node:crypto'
import type { World } from '@azora/test-kit/create-world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { disputePayment, winning } from './support/dispute-payment.ts'
import { createQuietWorld } from './support/quiet-world.ts'
import { refusalOf } from './support/refusal-of.ts'

/** Two guards stand before some things. Here one is gone, and the other must do. */
let world: World
beforeAll(async () => {
  world = await createQuietWorld()
})
afterEach(() => world.stripe.faults.clear())
afterAll(() => world?.[Symbol.asyncDispose]())

const attemptsOn = async (subjectId: string) =>
  (await world.ctx.db.pool.query('select id from attempt where subject_id = $1', [subjectId])).rowCount

test('a dispute that is being answered takes no second answer, also without the unique key of open attempts', async () => {
  const { disputeId } = await disputePayment(world)
  await world.api('support').disputes.saveEvidence({ disputeId, evidence: winning })
  await world.ctx.db.pool.query('drop index attempt_one_open')
  world.stripe.faults.add({ match: { method: 'POST' }, effect: 'reset', phase: 'before', times: 'always' })
  const { submit } = world.api('support').disputes
  const { isBeingAnswered } = await submit({ requestId: randomUUID(), disputeId })

  const second = await refusalOf(submit({ requestId: randomUUID(), disputeId }))
  const givenUp = await refusalOf(world.api('admin').disputes.accept({ requestId: randomUUID(), disputeId }))

  expect(isBeingAnswered).toBe(true)
  expect([second?.code, givenUp?.code]).toEqual(['request_in_progress', 'request_in_progress'])
  expect(await attemptsOn(disputeId)).toBe(1)
})
