/**
 * What a seal's hash is made of, in SQL and in words, so that it can be computed again by anyone with the rows. A field is
 * `-` for null, else its length in bytes, a colon and its text; fields follow each other without a separator. Times are
 * microseconds since 1970, JSON is PostgreSQL's text of a jsonb.
 */
const field = (text: string): string =>
  `case when ${text} is null then '-' else octet_length(${text}) || ':' || ${text} end`

const micros = (time: string): string => `(extract(epoch from ${time}) * 1000000)::int8::text`

const digestOf = (fields: readonly string[]): string => `convert_to(${fields.map(field).join(' || ')}, 'UTF8')`

/** SHA-256 over every column of the audit entry `row`, in the order of the table. */
export const entryDigest = (row: string): string =>
  `sha256(${digestOf([
    `${row}.merchant_id::text`,
    `${row}.id::text`,
    `${row}.actor`,
    `${row}.action`,
    `${row}.subject_kind`,
    `${row}.subject_id`,
    `${row}.request_id`,
    `${row}.before::text`,
    `${row}.after::text`,
    micros(`${row}.at`),
    micros(`${row}.recorded_at`),
  ])})`

/** SHA-256 over the fields of the seal `row`, the hash before it, and the digests of its entries in their order. */
export const sealHash = (row: string, digests: string): string =>
  `sha256(${digestOf([
    `${row}.merchant_id::text`,
    `${row}.number::text`,
    micros(`${row}.from_recorded_at`),
    `${row}.from_id::text`,
    micros(`${row}.to_recorded_at`),
    `${row}.to_id::text`,
    `${row}.entry_count::text`,
    micros(`${row}.sealed_at`),
  ])} || ${row}.previous_hash || ${digests})`

/** What the first seal has in the place of a hash before it. */
export const noHash = `decode(repeat('00', 32), 'hex')`
