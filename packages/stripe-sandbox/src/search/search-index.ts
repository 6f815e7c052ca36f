import type { MovableClock } from '../state/sandbox-clock.ts'

const delaySeconds = 60

interface Change {
  table: string
  id: string
  row: object | undefined
  /** Unix seconds. */
  at: number
}

/** What search can see: the objects as they were a minute ago, since Stripe's search lags behind its lists. */
export class SearchIndex {
  readonly #clock: MovableClock
  readonly #visible: ReadonlyMap<string, Map<string, object>>
  #changes: Change[] = []
  /** How many of the changes are visible already. */
  #done = 0

  constructor(clock: MovableClock, tables: readonly string[]) {
    this.#clock = clock
    this.#visible = new Map(tables.map((table) => [table, new Map<string, object>()]))
  }

  /** @param row `undefined` when it was deleted */
  note(table: string, id: string, row: object | undefined): void {
    if (!this.#visible.has(table)) return
    this.#catchUp()
    this.#changes.push({ table, id, row, at: this.#clock.seconds() })
  }

  /** Rows that were read back from disk or a snapshot are as old as they say. */
  readBack(): void {
    const changes = this.#changes.map((change) => ({ ...change, at: Math.min(change.at, createdAt(change.row)) }))
    this.#changes = changes.toSorted((a, b) => a.at - b.at)
    this.#done = 0
  }

  /** Oldest first. */
  rows(table: string): object[] {
    this.#catchUp()
    return [...(this.#visible.get(table)?.values() ?? [])]
  }

  #catchUp(): void {
    const newest = this.#clock.seconds() - delaySeconds
    for (; (this.#changes[this.#done]?.at ?? Infinity) <= newest; this.#done++) {
      const { table, id, row } = this.#changes[this.#done] ?? {}
      const rows = this.#visible.get(table ?? '')
      if (row) rows?.set(id ?? '', row)
      else rows?.delete(id ?? '')
    }
    if (this.#done < 1000 || this.#done * 2 < this.#changes.length) return
    this.#changes = this.#changes.slice(this.#done)
    this.#done = 0
  }
}

const createdAt = (row: object | undefined): number =>
  row && 'created' in row && typeof row.created === 'number' ? row.created : 0
