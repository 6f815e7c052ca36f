import { SearchIndex } from '../search/search-index.ts'
import { Agenda, type Task } from './agenda.ts'
import { Table } from './table.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { MovableClock, type SandboxClock } from './sandbox-clock.ts'
import type { Snapshot } from './snapshot.ts'
import { usualSwitches, type Switches } from './switches.ts'
import { indexedFields, type Tables } from './tables.ts'

export type TableName = keyof Tables

/** What all accounts of a sandbox have in common. An event says which account it is of. */
const shared: ReadonlySet<TableName> = new Set([
  'account',
  'delivery',
  'endpoint_secrets',
  'event',
  'idempotent_answer',
  'restricted_key',
  'switches',
  'task',
  'webhook_endpoint',
])

/** All that the sandbox knows: its tables and its clock, in memory, and on disk when it has a directory. */
export class State {
  readonly clock: MovableClock
  /** What happens when the clock reaches it: the rows of `task`, by time. */
  readonly agenda: Agenda
  /** The connected account whose objects these are; absent for the account of the keys. */
  readonly account: string | undefined
  readonly #parent: State | undefined
  readonly #accounts = new Map<string, State>()
  /** What the search operations look through. */
  readonly searchIndex: SearchIndex
  readonly #tables = new Map<string, Table<{ readonly id: string }>>()
  readonly #journal: Journal | undefined
  #unsaved: JournalEntry[] = []

  constructor(
    options: { dataDir?: string | undefined; clock?: SandboxClock | undefined },
    child?: { parent: State; account: string },
  ) {
    this.account = child?.account
    this.#parent = child?.parent
    this.agenda = child?.parent.agenda ?? new Agenda()
    this.clock = new MovableClock(options.clock)
    this.searchIndex = new SearchIndex(this.clock, ['charge', 'customer', 'payment_intent'])
    // `Object.keys` forgets that the table names are literal.
    for (const name of Object.keys(indexedFields) as TableName[]) this.#tables.set(name, this.#createTable(name))
    if (options.dataDir === undefined) return
    this.#journal = new Journal(options.dataDir)
    for (const entry of this.#journal.read()) this.#restore(entry)
    this.#readBack()
    this.#unsaved = []
    this.#journal.compact(this.#everything())
  }

  /** The objects of a connected account. The clock, the tasks and what is shared are those of this state. */
  ofAccount(account: string): State {
    if (this.#parent) return this.#parent.ofAccount(account)
    const known = this.#accounts.get(account) ?? new State({ clock: this.clock }, { parent: this, account })
    this.#accounts.set(account, known)
    return known
  }

  table<Name extends TableName>(name: Name): Table<Tables[Name]> {
    if (this.#parent && shared.has(name)) return this.#parent.table(name)
    // The map is filled from the same names, each with rows of its own type.
    return this.#tables.get(name) as unknown as Table<Tables[Name]>
  }

  get switches(): Switches {
    return this.table('switches').get('switches') ?? usualSwitches
  }

  advanceClock(ms: number): void {
    this.clock.moveAhead(ms)
    this.#note('clock', 'clock', { id: 'clock', aheadMs: this.clock.aheadMs })
  }

  /** Writes what changed since the last call; to be called before anyone is told of it. */
  save(): void {
    if (!this.#journal || this.#unsaved.length === 0) return
    const entries = this.#unsaved
    this.#unsaved = []
    this.#journal.append(entries)
  }

  /** Forgets every row. The clock stays where it is: time does not run backwards for those who looked at it. */
  clear(): void {
    this.#forget()
    this.#unsaved = []
    this.#journal?.compact(this.#everything())
  }

  snapshot(): Snapshot {
    return {
      format: 'stripe-sandbox-snapshot-1',
      takenAt: this.clock.now().toISOString(),
      entries: [...this.#everything()],
    }
  }

  /** Knows afterwards what the snapshot knows. A clock that is already further ahead stays there. */
  restore({ entries }: Snapshot): void {
    this.#forget()
    for (const entry of entries) this.#restore(entry)
    this.#readBack()
    this.#unsaved = []
    this.#journal?.compact(this.#everything())
  }

  close(): void {
    this.save()
    this.#journal?.close()
  }

  #readBack(): void {
    for (const state of [this, ...this.#accounts.values()]) state.searchIndex.readBack()
  }

  #forget(): void {
    for (const table of this.#tables.values()) table.clear()
    this.#accounts.clear()
  }

  #createTable(name: TableName): Table<{ readonly id: string }> {
    // One list of indexed fields a table: the names are checked where the list is written.
    const indexed = indexedFields[name] as readonly 'id'[]
    if (name === 'task') return this.#createTaskTable()
    return new Table(name, indexed, (id, row) => {
      this.searchIndex.note(name, id, row && 'deleted' in row ? undefined : row)
      this.#note(name, id, row)
    })
  }

  #createTaskTable(): Table<{ readonly id: string }> {
    const table = new Table<Task>('task', [], (id, row) => {
      if (row) this.agenda.add(row)
      else this.agenda.remove(id)
      this.#note('task', id, row)
    })
    // The map of tables forgets what is in each; `table` gives it back.
    return table as unknown as Table<{ readonly id: string }>
  }

  #note(table: string, id: string, row: unknown): void {
    if (this.#parent) this.#parent.#note(`${this.account}/${table}`, id, row)
    if (this.#journal) this.#unsaved.push(row === undefined ? [table, id] : [table, id, row])
  }

  #restore([name, id, row]: JournalEntry): void {
    // Rows of the journal are rows that were in these tables.
    const known = row as { readonly id: string } | undefined
    const [account = '', table] = name.split('/')
    if (table !== undefined) this.ofAccount(account).#restore(row === undefined ? [table, id] : [table, id, row])
    else if (name === 'clock') this.clock.moveAhead(Math.max(0, aheadMs(row) - this.clock.aheadMs))
    else if (known) this.#tables.get(name)?.put(known)
    else this.#tables.get(name)?.delete(id)
  }

  *#everything(): Generator<JournalEntry> {
    if (this.clock.aheadMs > 0) yield ['clock', 'clock', { id: 'clock', aheadMs: this.clock.aheadMs }]
    for (const [name, table] of this.#tables) for (const row of table.oldestFirst()) yield [name, row.id, row]
    for (const [account, state] of this.#accounts) {
      for (const [name, table] of state.#tables) {
        for (const row of table.oldestFirst()) yield [`${account}/${name}`, row.id, row]
      }
    }
  }
}

const aheadMs = (row: unknown): number =>
  typeof row === 'object' && row !== null && 'aheadMs' in row && typeof row.aheadMs === 'number' ? row.aheadMs : 0
