/** How one SQL type travels: its name for casts and checks, and how a value that pg returns becomes ours. */
export interface Column<T> {
  readonly sqlType: string
  readonly isNullable: boolean
  readonly decode: (value: unknown) => T
}

const column = <T>(sqlType: string, decode: (value: unknown) => T): Column<T> => ({
  sqlType,
  isNullable: false,
  decode: (value) => {
    if (value === null || value === undefined) throw new TypeError(`expected ${sqlType}, the database returned null`)
    return decode(value)
  },
})

export const uuid = column('uuid', String)
export const text = column('text', String)
export const int4 = column('int4', Number)
export const boolean = column('bool', Boolean)

/** A 64-bit integer as a number; one that JavaScript cannot hold exactly is a bug upstream and throws. */
export const int8 = column('int8', (value) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is not a safe integer`)
  return number
})

export const timestamptz = column('timestamptz', (value) => {
  if (value instanceof Date) return value
  throw new TypeError('expected timestamptz, the driver returned something else')
})

export const bytea = column('bytea', (value) => {
  if (value instanceof Uint8Array) return value
  throw new TypeError('expected bytea, the driver returned something else')
})

export const textArray = column('_text', (value) => {
  if (Array.isArray(value)) return value.map(String)
  throw new TypeError('expected text[], the driver returned something else')
})

/** JSON whose shape our own code wrote; `T` is that shape, taken on trust because the column is ours alone. */
export const jsonb = <T>(): Column<T> => column('jsonb', (value) => value as T)

export const nullable = <T>(inner: Column<T>): Column<T | null> => ({
  sqlType: inner.sqlType,
  isNullable: true,
  decode: (value) => (value === null || value === undefined ? null : inner.decode(value)),
})
