import { unwrapped, type Schema } from './schema-of.ts'

/** Ids that are the caller's own making, or Stripe's. */
const notOurs = new Set(['requestId', 'confirmationTokenId', 'lastEventId', 'duplicateChargeId'])

/** Whether a key of an input names a row of ours. */
export const isIdKey = (key: string): boolean => /(^id|Id)$/.test(key) && !notOurs.has(key)

/** Where an input names rows of ours: `paymentId`, `cart.items.0.priceId`. */
export function idPaths(given: Schema, before: readonly string[] = []): string[][] {
  const { schema } = unwrapped(given)
  const { shape = {}, element, options = [] } = schema._zod.def
  const below = Object.entries(shape).flatMap(([key, value]) =>
    isIdKey(key) ? [[...before, key]] : idPaths(value, [...before, key]),
  )
  const others = [
    ...options.flatMap((option) => idPaths(option, before)),
    ...(element ? idPaths(element, [...before, '0']) : []),
  ]
  return [...new Map([...below, ...others].map((path) => [path.join('.'), path])).values()]
}

/** The input with another value in one place; undefined where it has no such place. */
export function withValueAt(input: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (typeof input !== 'object' || input === null || !(key in input)) return undefined
  const inner = withValueAt((input as Record<string, unknown>)[key], rest, value)
  if (inner === undefined) return undefined
  return Array.isArray(input)
    ? input.map((item, index) => (String(index) === key ? inner : item))
    : { ...input, [key]: inner }
}
