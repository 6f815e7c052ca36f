import type { RefusalCode, RefusalReason } from '@azora/contract/refusal-reason'
import { isUniqueViolation } from '@azora/db/database'
import { leaseSeconds, type Attempt } from '../attempt/attempt.ts'
import { takeOverAttempt } from '../attempt/attempt-rows.ts'
import type { Operation, StoredAnswer } from '../attempt/operation.ts'
import type { CallerContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { laneOf } from '../stripe/stripe-lane.ts'
import { waitFor } from '../wait.ts'
import { actorOf } from './actor-of.ts'
import { findRequest, storeRefusal } from './request-rows.ts'

/** What a statement that takes a request is given; the values of `beginParams`. */
export type BeginParams = ReturnType<typeof beginParamsOf>

/** What such a statement answers; see `beginResult`. */
export interface BegunRow {
  fingerprint: string | null
  answer: unknown
  refusal: RefusalReason | null
  subjectId: string | null
  input: unknown
}

export interface RequestSteps<Input, Value, Answer> {
  operation: Operation<Input, Value, Answer>
  requestId: string
  /** Of everything that decides what is asked for: the same id with another one is refused. */
  fingerprint: string
  /** The attempt's id where it follows from what is asked for, so that no two requests can ever begin it. */
  attemptId?: string | undefined
  /**
   * Takes the request in one statement: record, attempt, audit entry and whatever else it changes. It writes nothing when
   * the request was taken before or cannot be granted, and may break a unique key when a rival was faster. Where Stripe is
   * not needed, it answers at once.
   */
  begin(params: BeginParams): Promise<BegunRow | undefined>
  /** Finds out why `begin` wrote nothing though there was no earlier request; returns or throws the reason. */
  whyNot(): Promise<Error>
}

/** `value` is what Stripe answered just now; null when the answer is a stored one. */
export interface RequestResult<Value, Answer> {
  answer: Answer
  value: Value | null
}

/** How long a repeat waits for the first of its kind before it is told to come back. */
const repeatWait = { everyMs: 50, limitMs: 2_000 }

/**
 * Does what a request asks for once, however often it is asked.
 *
 * Three steps, each resumable: request and attempt are committed; Stripe is called with a key derived from the attempt; the
 * answer is committed. After a crash the same request, or the sweeper, goes on where it stopped. The same id and input
 * give the same answer, or the same refusal, for a day; afterwards the attempt still keeps the request from being worked
 * on again, and the answer is the present state. When Stripe gives no answer in time, the answer is the present state too.
 * While Stripe is known to be down or this process has its hands full, nothing new is begun or written.
 *
 * @throws {Refusal} request_id_reused, request_in_progress, temporarily_unavailable, and whatever `whyNot` and the operation refuse
 */
export const runRequest = <Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
): Promise<RequestResult<Value, Answer>> =>
  ctx.stripe.together(async () => {
    const kept = await ctx.answers.find(requestKeyOf(ctx, steps))
    // Of another input PostgreSQL is asked: it decides, and what Redis says may be wrong.
    if (kept?.fingerprint === steps.fingerprint) return replay<Value, Answer>(kept)
    const waitMs = ctx.stripe.admit(laneOf(steps.operation.name))
    return waitMs > 0 ? answerFromStore(ctx, steps, waitMs) : takeRequest(ctx, steps)
  })

const requestKeyOf = <Input, Value, Answer>(
  { merchantId, caller }: CallerContext,
  { operation, requestId }: RequestSteps<Input, Value, Answer>,
) => ({ merchantId, subject: caller.subject, operation: operation.name, requestId })

/** Only reads: what was asked before is told as far as it is known, and what is new must come back later. */
async function answerFromStore<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
  waitMs: number,
): Promise<RequestResult<Value, Answer>> {
  const record = await lookUp(ctx, steps)
  if (!record) {
    throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }
  if (record.answer || record.refusal) return replayStored(ctx, steps, record)
  if (!record.subjectId) throw new Refusal({ code: 'request_in_progress', requestId: steps.requestId })
  return { answer: await steps.operation.present(ctx, record.subjectId), value: null }
}

/** What an earlier request with this id left. @throws {Refusal} request_id_reused */
async function lookUp<Input, Value, Answer>(ctx: CallerContext, steps: RequestSteps<Input, Value, Answer>) {
  const record = await ctx.db.first(findRequest, requestKeyOf(ctx, steps))
  if (record && record.fingerprint !== steps.fingerprint) throw reused(steps.requestId)
  return record
}

async function takeRequest<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
): Promise<RequestResult<Value, Answer>> {
  const { operation, requestId, fingerprint } = steps
  const params = beginParamsOf(ctx, steps)
  const row = await steps.begin(params).catch(ignoreRival)

  if (row?.fingerprint && row.fingerprint !== fingerprint) throw reused(requestId)
  if (row?.answer || row?.refusal) return replayStored(ctx, steps, row)
  if (row?.subjectId) {
    // What the statement stored is what the operation's own type describes.
    const input = row.input as Input
    const { attemptId, now: createdAt } = params
    const begun = { attemptId, subjectId: row.subjectId, input, createdAt, leaseToken: 1, tries: 0 }
    return answerFrom(ctx, steps, { ...begun, operation: operation.name })
  }
  return repeatRequest(ctx, steps)
}

function beginParamsOf(
  ctx: CallerContext,
  { requestId, fingerprint, attemptId }: { requestId: string; fingerprint: string; attemptId?: string | undefined },
) {
  return {
    merchantId: ctx.merchantId,
    subject: ctx.caller.subject,
    actor: actorOf(ctx.caller),
    requestId,
    fingerprint,
    attemptId: attemptId ?? ctx.newId(),
    auditId: ctx.newId(),
    leaseSeconds,
    now: ctx.clock.now(),
  }
}

/** A rival broke our statement's unique key: nothing was written, and its record is there to be read. */
function ignoreRival(error: unknown): undefined {
  if (!isUniqueViolation(error)) throw error
}

/** Not begun by us: answered before, being worked on by another, left by a dead one, or not to be granted. */
async function repeatRequest<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
): Promise<RequestResult<Value, Answer>> {
  const { operation, requestId } = steps
  const { merchantId } = ctx
  const found = await waitFor(repeatWait, async () => {
    const record = await lookUp(ctx, steps)
    if (!record) throw await refuse(ctx, steps)
    if (record.answer || record.refusal) return replayStored(ctx, steps, record)
    if (!record.attemptId || !record.subjectId) return undefined
    if (record.isForgotten) return { answer: await operation.present(ctx, record.subjectId), value: null }
    const attempt = await ctx.db.first(takeOverAttempt, { merchantId, attemptId: record.attemptId, leaseSeconds })
    // The input was written by this same operation.
    return attempt ? answerFrom(ctx, steps, attempt as Attempt<Input>) : undefined
  })
  if (!found) throw new Refusal({ code: 'request_in_progress', requestId })
  return found
}

async function answerFrom<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
  attempt: Attempt<Input>,
): Promise<RequestResult<Value, Answer>> {
  const { operation } = steps
  const finished = await operation.finish(ctx, attempt)
  switch (finished.kind) {
    case 'settled':
      return { ...replayStored(ctx, steps, finished.stored), value: finished.value }
    case 'unknown':
      return { answer: await operation.present(ctx, attempt.subjectId), value: null }
    case 'overtaken':
      // Whoever took the lease has written the answer, or is about to.
      return repeatRequest(ctx, steps)
  }
}

/** What PostgreSQL has committed as the answer, from now on to be had from the cache too. */
function replayStored<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
  { answer, refusal }: StoredAnswer<unknown>,
): RequestResult<Value, Answer> {
  ctx.answers.keep(requestKeyOf(ctx, steps), { fingerprint: steps.fingerprint, answer, refusal })
  return replay({ answer, refusal })
}

function replay<Value, Answer>({ answer, refusal }: StoredAnswer<unknown>): RequestResult<Value, Answer> {
  if (refusal) throw new Refusal(refusal)
  // Stored by the same operation, which declares what it stores.
  return { answer: answer as Answer, value: null }
}

/** Reasons that pass by themselves: the same request may be granted a moment later, so they are not kept. */
const passing: ReadonlySet<RefusalCode> = new Set([
  'unauthenticated',
  'forbidden',
  'request_in_progress',
  'temporarily_unavailable',
])

async function refuse<Input, Value, Answer>(
  ctx: CallerContext,
  steps: RequestSteps<Input, Value, Answer>,
): Promise<unknown> {
  const error = await steps.whyNot().catch((thrown: unknown) => thrown)
  if (error instanceof Refusal && !passing.has(error.reason.code)) {
    await ctx.db.all(storeRefusal, {
      merchantId: ctx.merchantId,
      subject: ctx.caller.subject,
      operation: steps.operation.name,
      requestId: steps.requestId,
      fingerprint: steps.fingerprint,
      refusal: error.reason,
      now: ctx.clock.now(),
    })
  }
  return error
}

const reused = (requestId: string) => new Refusal({ code: 'request_id_reused', requestId })
