/** One request of the API. Never its body: it may have held a card. */
export interface RequestLogEntry {
  at: string
  method: string
  path: string
  /** As Stripe shows a key: its start and its last four letters. */
  key: string
  idempotencyKey: string | null
  /** `null` when the connection was cut before an answer. */
  status: number | null
  requestId: string
  replayed: boolean
  stripeVersion: string | null
  userAgent: string | null
}

const most = 10_000

/** The last requests, oldest first. */
export class RequestLog {
  #entries: RequestLogEntry[] = []

  add(entry: RequestLogEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length >= 2 * most) this.#entries = this.#entries.slice(-most)
  }

  list(): readonly RequestLogEntry[] {
    return this.#entries.slice(-most)
  }

  clear(): void {
    this.#entries = []
  }
}
