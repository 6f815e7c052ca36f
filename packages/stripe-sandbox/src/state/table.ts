/**
 * The rows of one kind, in the order in which they came. Rows are never changed in place: `put` replaces, so that an
 * event may keep the row it was made of without a copy.
 */
export class Table<Row extends { readonly id: string }> {
  readonly name: string
  readonly #rows: (Row | undefined)[] = []
  readonly #positions = new Map<string, number>()
  readonly #indexes: ReadonlyMap<keyof Row, Map<unknown, Set<string>>>
  /** Where the oldest row is: what comes before it was deleted. */
  #first = 0
  readonly #changed: (id: string, row: Row | undefined) => void

  constructor(name: string, indexed: readonly (keyof Row)[], changed: (id: string, row: Row | undefined) => void) {
    this.name = name
    this.#indexes = new Map(indexed.map((field) => [field, new Map<unknown, Set<string>>()]))
    this.#changed = changed
  }

  get size(): number {
    return this.#positions.size
  }

  get(id: string): Row | undefined {
    const position = this.#positions.get(id)
    return position === undefined ? undefined : this.#rows[position]
  }

  put<R extends Row>(row: R): R {
    const position = this.#positions.get(row.id)
    this.#reindex(position === undefined ? undefined : this.#rows[position], row)
    if (position === undefined) this.#positions.set(row.id, this.#rows.push(row) - 1)
    else this.#rows[position] = row
    this.#changed(row.id, row)
    return row
  }

  delete(id: string): void {
    const position = this.#positions.get(id)
    if (position === undefined) return
    this.#reindex(this.#rows[position], undefined)
    this.#rows[position] = undefined
    this.#positions.delete(id)
    while (this.#first < this.#rows.length && this.#rows[this.#first] === undefined) this.#first += 1
    this.#changed(id, undefined)
  }

  /** Rows whose indexed field has this value, oldest first. */
  where<Field extends keyof Row>(field: Field, value: Row[Field]): Row[] {
    const index = this.#indexes.get(field)
    if (!index) throw new Error(`${this.name} has no index on ${String(field)}`)
    const positions = [...(index.get(value) ?? [])].map((id) => this.#positions.get(id) ?? -1)
    return positions.sort((a, b) => a - b).flatMap((position) => this.#rows[position] ?? [])
  }

  /** Every row, oldest first. */
  *oldestFirst(afterId?: string): Generator<Row> {
    const start = afterId === undefined ? this.#first : (this.#positions.get(afterId) ?? this.#rows.length) + 1
    for (let at = start; at < this.#rows.length; at++) {
      const row = this.#rows[at]
      if (row) yield row
    }
  }

  /** Every row, newest first; the order of Stripe's lists. */
  *newestFirst(afterId?: string): Generator<Row> {
    const start = afterId === undefined ? this.#rows.length - 1 : (this.#positions.get(afterId) ?? 0) - 1
    for (let at = start; at >= this.#first; at--) {
      const row = this.#rows[at]
      if (row) yield row
    }
  }

  clear(): void {
    for (const id of this.#positions.keys()) this.delete(id)
    this.#rows.length = 0
    this.#first = 0
  }

  #reindex(before: Row | undefined, after: Row | undefined): void {
    for (const [field, index] of this.#indexes) {
      if (before && after && before[field] === after[field]) continue
      if (before) index.get(before[field])?.delete(before.id)
      if (!after) continue
      const ids = index.get(after[field])
      if (ids) ids.add(after.id)
      else index.set(after[field], new Set([after.id]))
    }
  }
}
