import { toThinEvent } from '../resources/event/thin-event.ts'
import { createId } from '../state/create-id.ts'
import type { State } from '../state/state.ts'
import type { Delivery, DeliveryAttempt } from './delivery.ts'
import { validSecrets } from './endpoint-secrets.ts'
import { EventPoster, type PostResult } from './post-event.ts'
import { nextWaitMs } from './retry-schedule.ts'
import { signPayload } from './sign-payload.ts'
import { WebhookFaults, type Mishap } from './webhook-faults.ts'

const mostAtOnce = 32

/**
 * Brings events to their endpoints, in the order in which they happened, without waiting for one another. What is
 * pending is a row, so that it goes on after a crash; a delivery that was under way is then tried again.
 */
export class Deliverer {
  readonly faults = new WebhookFaults()
  readonly #state: State
  readonly #poster = new EventPoster()
  readonly #waiting = new Set<string>()
  readonly #inFlight = new Set<string>()
  readonly #retryAt = new Map<string, number>()
  readonly #idleListeners = new Set<() => void>()
  #lastSeen: string | undefined
  #isScanPlanned = false
  #isHeld = false
  #isClosed = false
  readonly #copies = new Set<string>()
  /** Deliveries that a fault kept back: it hits them once. */
  readonly #excused = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(state: State) {
    this.#state = state
  }

  /** Looks for deliveries that are due, after the current work is done. */
  wake(): void {
    if (this.#isScanPlanned || this.#isClosed) return
    this.#isScanPlanned = true
    setImmediate(() => this.#scan())
  }

  hold(): void {
    this.#isHeld = true
  }

  /** Ends `hold`, and sends what waits for a `reorder` or a `burst` to be complete. */
  release(): void {
    this.#isHeld = false
    for (const id of this.faults.letGo()) this.#waiting.add(id)
    this.wake()
  }

  /** The next deliveries are lost for good: their events are only in the list of events. */
  dropNext(count = 1): void {
    this.faults.add({ effect: 'drop', times: count })
  }

  duplicateNext(count = 1): void {
    this.faults.add({ effect: 'duplicate', times: count })
  }

  clearFaults(): void {
    for (const id of this.faults.letGo()) this.#waiting.add(id)
    this.faults.clear()
    this.wake()
  }

  /** Resolves when nothing is on its way and nothing is due; what is held or waits for a retry does not count. */
  async idle(): Promise<void> {
    while (!this.#isIdle()) {
      await new Promise<void>((resolve) => {
        this.#idleListeners.add(resolve)
        this.wake()
      })
    }
  }

  /** Sends an event again, to every endpoint that is enabled. @throws {Error} for an unknown event */
  async resend(eventId: string): Promise<void> {
    if (!this.#state.table('event').get(eventId)) throw new Error(`There is no event ${eventId}.`)
    for (const endpoint of this.#state.table('webhook_endpoint').oldestFirst()) {
      if (endpoint.status === 'enabled') this.#queue(eventId, endpoint.id)
    }
    this.#state.save()
    this.wake()
    await this.idle()
  }

  list(): readonly Delivery[] {
    return [...this.#state.table('delivery').oldestFirst()]
  }

  /** Forgets what it was about to do; to be called after the state was cleared. */
  reset(): void {
    this.#waiting.clear()
    this.#retryAt.clear()
    this.#lastSeen = undefined
    this.#isHeld = false
    this.#copies.clear()
    this.#excused.clear()
    this.faults.clear()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#poster.close()
    this.#notifyIdle()
  }

  #queue(event: string, endpoint: string): string {
    const id = createId('del')
    this.#state.table('delivery').put({ id, event, endpoint, status: 'pending', dueAtMs: this.#nowMs(), attempts: [] })
    return id
  }

  #scan(): void {
    this.#isScanPlanned = false
    if (this.#isClosed) return
    for (const row of this.#state.table('delivery').oldestFirst(this.#lastSeen)) {
      this.#lastSeen = row.id
      if (row.status === 'pending') this.#waiting.add(row.id)
    }
    if (!this.#isHeld) this.#startDue()
    this.#planNextScan()
    if (this.#isIdle()) this.#notifyIdle()
  }

  #startDue(): void {
    for (const id of this.#waiting) {
      if (this.#inFlight.size >= mostAtOnce) return
      const row = this.#state.table('delivery').get(id)
      if (!row) this.#waiting.delete(id)
      else if (this.#isDue(row)) this.#start(row)
    }
  }

  #start(row: Delivery): void {
    this.#waiting.delete(row.id)
    const mishap = this.#takeMishap(row)
    if (mishap.isDropped) {
      this.#store({ ...row, status: 'dropped' })
      return
    }
    if (mishap.isDuplicated) {
      this.#copies.add(this.#queue(row.event, row.endpoint))
      this.wake()
    }
    if (mishap.delaySeconds !== undefined) this.#delay(row, mishap.delaySeconds)
    else if (mishap.group) void this.#sendGroup(mishap.group)
    else if (!mishap.isGathered) void this.#attempt(row, mishap)
  }

  #takeMishap({ id, event, endpoint }: Delivery): Mishap {
    if (this.#excused.delete(id)) return {}
    const type = this.#state.table('event').get(event)?.type ?? ''
    const mishap = this.faults.take({ id, type, endpoint, isCopy: this.#copies.has(id) })
    if (mishap.isGathered || mishap.delaySeconds !== undefined) this.#excused.add(id)
    return mishap
  }

  #delay(row: Delivery, seconds: number): void {
    this.#waiting.add(row.id)
    this.#store({ ...row, dueAtMs: this.#nowMs() + seconds * 1000 })
  }

  async #sendGroup({ ids, isAtOnce }: { ids: readonly string[]; isAtOnce: boolean }): Promise<void> {
    const rows = ids.flatMap((id) => this.#state.table('delivery').get(id) ?? [])
    for (const { id } of rows) {
      this.#excused.delete(id)
      this.#inFlight.add(id)
    }
    if (isAtOnce) await Promise.all(rows.map((row) => this.#attempt(row, {})))
    else for (const row of rows) await this.#attempt(row, {})
  }

  async #attempt(row: Delivery, mishap: Mishap): Promise<void> {
    this.#inFlight.add(row.id)
    const startedMs = performance.now()
    const at = this.#state.clock.now().toISOString()
    const result = await this.#post(row, mishap)
    this.#inFlight.delete(row.id)
    const isForgotten = this.#isClosed || !this.#state.table('delivery').get(row.id)
    if (!isForgotten) this.#settle(row, { at, durationMs: Math.round(performance.now() - startedMs), ...result })
    this.wake()
  }

  async #post(row: Delivery, { isSignedWrongly = false, ageSeconds = 0 }: Mishap): Promise<PostResult> {
    const event = this.#state.table('event').get(row.event)
    const endpoint = this.#state.table('webhook_endpoint').get(row.endpoint)
    if (!event || endpoint?.status !== 'enabled') return { error: 'the endpoint is gone' }
    const kept = this.#state.table('endpoint_secrets').get(endpoint.id)
    const payload = JSON.stringify(kept?.isThin ? toThinEvent(event) : event, null, 2)
    const secrets = isSignedWrongly ? ['whsec_someone_else'] : validSecrets(kept, this.#nowMs())
    const signature = signPayload(payload, secrets, this.#state.clock.seconds() - ageSeconds)
    return this.#poster.post(endpoint.url, payload, signature)
  }

  #settle(row: Delivery, attempt: DeliveryAttempt): void {
    const attempts = [...row.attempts, attempt]
    if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300) {
      this.#store({ ...row, attempts, status: 'delivered' })
      this.#countDelivered(row.event)
      return
    }
    const waitMs = nextWaitMs(attempts.length)
    if (waitMs === undefined) {
      this.#store({ ...row, attempts, status: 'failed' })
      return
    }
    this.#waiting.add(row.id)
    this.#retryAt.set(row.id, performance.now() + waitMs)
    this.#store({ ...row, attempts, dueAtMs: this.#nowMs() + waitMs })
  }

  #store(row: Delivery): void {
    this.#state.table('delivery').put(row)
    this.#state.save()
  }

  #countDelivered(eventId: string): void {
    const event = this.#state.table('event').get(eventId)
    if (!event || event.pending_webhooks === 0) return
    this.#state.table('event').put({ ...event, pending_webhooks: event.pending_webhooks - 1 })
    this.#state.save()
  }

  /** By the sandbox clock, or by the real one where a test's clock stands still. */
  #isDue(row: Delivery): boolean {
    return row.dueAtMs <= this.#nowMs() || (this.#retryAt.get(row.id) ?? Infinity) <= performance.now()
  }

  #planNextScan(): void {
    clearTimeout(this.#timer)
    let waitMs = Infinity
    for (const id of this.#waiting) {
      const row = this.#state.table('delivery').get(id)
      if (row)
        waitMs = Math.min(waitMs, row.dueAtMs - this.#nowMs(), (this.#retryAt.get(id) ?? Infinity) - performance.now())
    }
    if (this.#isHeld || waitMs === Infinity || this.#inFlight.size >= mostAtOnce) return
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(waitMs, 20), 60_000)).unref()
  }

  #isIdle(): boolean {
    if (this.#isClosed) return true
    if (this.#isScanPlanned || this.#inFlight.size > 0) return false
    if (this.#isHeld) return true
    const newest = this.#state.table('delivery').newestFirst().next()
    if (!newest.done && newest.value.id !== this.#lastSeen) return false
    return ![...this.#waiting].some((id) => {
      const row = this.#state.table('delivery').get(id)
      return row !== undefined && this.#isDue(row)
    })
  }

  #notifyIdle(): void {
    for (const notify of this.#idleListeners) notify()
    this.#idleListeners.clear()
  }

  #nowMs(): number {
    return this.#state.clock.now().getTime()
  }
}
