export type UnknownRecord = Record<string, unknown>

export const isRecord = (value: unknown): value is UnknownRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is an object, else an empty one: options of a shop may be anything. */
export const asRecord = (value: unknown): UnknownRecord => (isRecord(value) ? value : {})

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
