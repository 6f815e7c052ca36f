import { isRecord, type UnknownRecord } from './is-record.ts'

/** Both, deeply; where both say something the second one wins, unless it is undefined. */
export function merge(under: UnknownRecord, over: UnknownRecord): UnknownRecord {
  const merged = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    if (value === undefined) continue
    merged[key] = isRecord(below) && isRecord(value) ? merge(below, value) : value
  }
  return merged
}
