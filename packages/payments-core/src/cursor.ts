import { Refusal } from './refusal.ts'

/** Where a page ended: the sort key and id of its last row. Opaque to callers, and no secret. */
export interface Cursor {
  sort: string
  key: number
  id: string
}

export const encodeCursor = ({ sort, key, id }: Cursor): string =>
  Buffer.from(`${sort}.${key}.${id}`).toString('base64url')

/** Keys are times in milliseconds or amounts: 14 digits reach beyond both, and stay within what the database takes. */
const shape = /^(?<sort>[a-z_]{1,30})\.(?<key>\d{1,14})\.(?<id>[\w-]{1,255})$/

const idShapes = { ours: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, stripes: /^[a-z]+_\w+$/ }

/**
 * @param whose the ids of what is listed
 * @throws {Refusal} input_invalid for anything that `encodeCursor` did not make for this sort
 */
export function decodeCursor(cursor: string, sort: string, whose: keyof typeof idShapes = 'ours'): Cursor {
  const parts = shape.exec(Buffer.from(cursor, 'base64url').toString())?.groups
  if (!parts || parts['sort'] !== sort || !idShapes[whose].test(parts['id'] ?? '')) {
    const message = 'This cursor is not from a page in this order.'
    throw new Refusal({ code: 'input_invalid', fields: [{ path: 'cursor', message }] })
  }
  return { sort, key: Number(parts['key']), id: String(parts['id']) }
}
