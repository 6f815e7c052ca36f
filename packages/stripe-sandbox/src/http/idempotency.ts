import type { State } from '../state/state.ts'
import { fingerprintForm } from './fingerprint-form.ts'
import { invalidRequest, StripeError } from './stripe-error.ts'

/** The first answer to a key. */
export interface IdempotentAnswer {
  /** The key. */
  id: string
  path: string
  fingerprint: string
  status: number
  /** What its JSON was made of, mostly rows that are kept anyway; a text when it was no JSON. */
  body: object | string
  requestId: string
  createdAtMs: number
}

const keptMs = 24 * 3600 * 1000
const longestKey = 255

/**
 * Stripe's rules: the first answer to a key is kept for 24 hours of the sandbox clock, also a declined card and a
 * stored 500; a key belongs to one path and one set of parameters; while its first request runs it is in use.
 */
export class Idempotency {
  readonly #state: State
  readonly #inFlight = new Map<string, { path: string; fingerprint: string }>()

  constructor(state: State) {
    this.#state = state
  }

  /**
   * The answer to replay, or `undefined` when the caller should run the request, `keep` its answer and `release` the key.
   *
   * @throws {StripeError} idempotency_error, idempotency_key_in_use
   */
  begin(key: string, request: { path: string; form: string }): IdempotentAnswer | undefined {
    if (key.length > longestKey) {
      const message = `Idempotency keys may be at most ${longestKey} characters long, but this one has ${key.length}.`
      throw invalidRequest({ message })
    }
    this.#forgetOld()
    const fingerprint = fingerprintForm(request.form)
    const answered = this.#state.table('idempotent_answer').get(key)
    const running = this.#inFlight.get(key)
    const first = answered ?? running
    if (first) checkSame(key, first, { path: request.path, fingerprint })
    if (running) throw keyInUse(key)
    if (answered) return answered
    this.#inFlight.set(key, { path: request.path, fingerprint })
    return undefined
  }

  /** Keeps the answer to a key that is in flight. Until `release` the key stays in use. */
  keep(key: string, answer: Pick<IdempotentAnswer, 'body' | 'requestId' | 'status'>): void {
    const request = this.#inFlight.get(key)
    if (!request) return
    const createdAtMs = this.#state.clock.now().getTime()
    this.#state.table('idempotent_answer').put({ id: key, ...request, ...answer, createdAtMs })
  }

  /** Ends the request. If no answer was kept, the key is free again. */
  release(key: string): void {
    this.#inFlight.delete(key)
  }

  #forgetOld(): void {
    const table = this.#state.table('idempotent_answer')
    const oldest = this.#state.clock.now().getTime() - keptMs
    for (const answer of table.oldestFirst()) {
      if (answer.createdAtMs > oldest) return
      table.delete(answer.id)
    }
  }
}

interface Asked {
  path: string
  fingerprint: string
}

function checkSame(key: string, first: Asked, now: Asked): void {
  const hint = `Try using a key other than '${key}' if you meant to execute a different request.`
  if (first.path !== now.path) {
    const message = `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${now.path}' vs '${first.path}'). ${hint}`
    throw new StripeError(400, { type: 'idempotency_error', message })
  }
  if (first.fingerprint === now.fingerprint) return
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. ${hint}`
  throw new StripeError(400, { type: 'idempotency_error', message })
}

const keyInUse = (key: string): StripeError =>
  invalidRequest(
    {
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      code: 'idempotency_key_in_use',
    },
    409,
  )
