import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** One change: table, id, and the row as it is now (absent when it was deleted). */
export type JournalEntry = [table: string, id: string, row?: unknown]

/**
 * An append-only file of changed rows. What was written before a SIGKILL is there at the next start; a line that was
 * cut off in the middle is left out, and so is nothing before it.
 */
export class Journal {
  readonly #path: string
  #file: number | undefined

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true })
    this.#path = join(dataDir, 'stripe-sandbox.jsonl')
  }

  read(): JournalEntry[] {
    if (!existsSync(this.#path)) return []
    const entries: JournalEntry[] = []
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      if (!line) continue
      try {
        // Only this class writes the file.
        entries.push(JSON.parse(line) as JournalEntry)
      } catch {
        break
      }
    }
    return entries
  }

  /** Replaces the file by these entries in one step, so that a crash leaves the old file or the new one. */
  compact(entries: Iterable<JournalEntry>): void {
    this.close()
    const fresh = `${this.#path}.new`
    writeFileSync(fresh, toLines(entries))
    renameSync(fresh, this.#path)
    this.#file = openSync(this.#path, 'a')
  }

  /** On disk as far as a killed process is concerned when this returns. */
  append(entries: Iterable<JournalEntry>): void {
    const lines = toLines(entries)
    if (lines && this.#file !== undefined) writeSync(this.#file, lines)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}

function toLines(entries: Iterable<JournalEntry>): string {
  let lines = ''
  for (const entry of entries) lines += `${JSON.stringify(entry)}\n`
  return lines
}
