import { randomFillSync } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const pool = Buffer.alloc(4096)
let used = pool.length
let fill = (bytes: Buffer): unknown => randomFillSync(bytes)

/** Draws from another source until it is disposed of: for runs whose ids must come again. */
export function drawFrom(source: (bytes: Buffer) => unknown): Disposable {
  const before = fill
  fill = source
  used = pool.length
  return {
    [Symbol.dispose]() {
      fill = before
      used = pool.length
    },
  }
}

/** Random letters and digits, unguessable. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    if (used === pool.length) {
      fill(pool)
      used = 0
    }
    const byte = pool[used++] ?? 255
    // 248 is the largest multiple of 62 in a byte: above it some letters would come more often.
    if (byte < 248) text += alphabet[byte % 62] ?? ''
  }
  return text
}

const lengths: Record<string, number> = { cus: 14, req: 14 }

/** An id in Stripe's form: `pi_3` and 23 more letters for most, 14 for customers and requests. */
export function createId(prefix: string): string {
  const length = lengths[prefix] ?? 24
  return `${prefix}_${randomText(length)}`
}
