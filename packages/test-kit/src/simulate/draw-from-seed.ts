import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { drawFrom } from '@azora/stripe-sandbox/state/create-id'
import { createRandom } from '../random.ts'

/**
 * Until it is disposed of, all that this process draws at random follows from the seed: jitter, and ids, by which PostgreSQL
 * and Stripe order and hash what is equally old.
 */
export function drawFromSeed(seed: number): Disposable {
  const random = createRandom(-seed)
  const fill = <T extends NodeJS.ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (const index of bytes.keys()) bytes[index] = random.below(256)
    return view
  }
  const ids = drawFrom(fill)
  const ofMath = replace(Math, { random: () => random.below(1_000_000) / 1_000_000 })
  const ofWeb = replace(globalThis.crypto, { getRandomValues: fill })
  const ofNode = replace<object>(crypto, {
    randomUUID: () => random.uuid(),
    randomInt: (limit: number) => random.below(limit),
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
  })
  syncBuiltinESMExports()
  return {
    [Symbol.dispose]() {
      for (const replaced of [ids, ofMath, ofWeb, ofNode]) replaced[Symbol.dispose]()
      syncBuiltinESMExports()
    },
  }
}

function replace<T extends object>(target: T, functions: { [Name in keyof T]?: unknown } | object): Disposable {
  const before = Object.fromEntries(Object.keys(functions).map((name) => [name, Reflect.get(target, name)]))
  Object.assign(target, functions)
  return { [Symbol.dispose]: () => void Object.assign(target, before) }
}
