/** The ids of one value: alone while there is one, which is most of the time and a tenth of the size of a set. */
type Ids = string | Set<string>

/**
 * The rows of one kind, in the order in which they came. Rows are never changed in place: `put` replaces, so that an
 * event may keep the row it was made of without a copy.
 */
export class Table<Row extends { readonly id: string }> {
  readonly name: string
  readonly #rows: (Row | undefined)[] = []
  readonly #positions = new Map<string, number>()
  readonly #indexes: ReadonlyMap<keyof Row, Map<unknown, Ids>>
  /** Where the oldest row is: what comes before it was deleted. */
  #first = 0
  readonly #changed: (id: string, row: Row | undefined) => void

  constructor(name: string, indexed: readonly (keyof Row)[], changed: (id: string, row: Row | undefined) => void) {
    this.name = name
    this.#indexes = new Map(indexed.map((field) => [field, new Map<unknown, Ids>()]))
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
    const ids = index.get(value) ?? []
    const positions = (typeof ids === 'string' ? [ids] : [...ids]).map((id) => this.#positions.get(id) ?? -1)
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
      if (before) removeId(index, before[field], before.id)
      if (after) addId(index, after[field], after.id)
    }
  }
}

function addId(index: Map<unknown, Ids>, value: unknown, id: string): void {
  const ids = index.get(value)
  if (ids === undefined) index.set(value, id)
  else if (typeof ids === 'string') index.set(value, new Set([ids, id]))
  else ids.add(id)
}

function removeId(index: Map<unknown, Ids>, value: unknown, id: string): void {
  const ids = index.get(value)
  if (ids === id) index.delete(value)
  else if (typeof ids === 'object') ids.delete(id)
}
