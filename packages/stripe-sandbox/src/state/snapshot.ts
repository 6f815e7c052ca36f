import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JournalEntry } from './journal.ts'

/** All that a sandbox knows, as JSON: rows by table, and how far its clock is ahead. */
export interface Snapshot {
  format: 'stripe-sandbox-snapshot-1'
  /** Sandbox time, ISO 8601. */
  takenAt: string
  entries: readonly JournalEntry[]
}

export function writeSnapshot(dataDir: string | undefined, name: string, snapshot: Snapshot): void {
  const path = snapshotPath(dataDir, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(snapshot))
  renameSync(`${path}.new`, path)
}

/** @throws {Error} when there is no such file, {TypeError} when it is no snapshot */
export function readSnapshot(dataDir: string | undefined, name: string): Snapshot {
  return checkSnapshot(JSON.parse(readFileSync(snapshotPath(dataDir, name), 'utf8')))
}

/** @throws {TypeError} when it is none */
export function checkSnapshot(value: unknown): Snapshot {
  // Looked at below, before anyone relies on it.
  const snapshot = value as Snapshot | null
  const isOne = snapshot?.format === 'stripe-sandbox-snapshot-1' && Array.isArray(snapshot.entries)
  if (isOne && snapshot.entries.every(isEntry)) return snapshot
  throw new TypeError('That is no snapshot of a Stripe sandbox.')
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false
  const row: unknown = entry[2]
  return typeof row === 'object' && row !== null && 'id' in row && row.id === entry[1]
}

/** A plain file name in a folder of the data directory: who may call the control may not write elsewhere. */
function snapshotPath(dataDir: string | undefined, name: string): string {
  if (dataDir === undefined) throw new Error('Snapshots go to files only when the sandbox has a data directory.')
  if (!/^[\w-][\w.-]{0,99}$/.test(name)) throw new Error('A snapshot is named by letters, digits, dots and dashes.')
  return join(dataDir, 'snapshots', name.endsWith('.json') ? name : `${name}.json`)
}
