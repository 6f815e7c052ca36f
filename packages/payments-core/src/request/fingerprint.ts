import { createHash } from 'node:crypto'

/** What a request id is bound to: equal for equal meaning, whatever the order of keys. `undefined` is as if it were absent. */
export const fingerprintOf = (meaning: unknown): string =>
  createHash('sha256').update(JSON.stringify(meaning, sortKeys)).digest('hex')

const sortKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value
