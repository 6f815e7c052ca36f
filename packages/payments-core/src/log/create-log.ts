import { pino, type DestinationStream, type Logger } from 'pino'
import { scrubText } from './scrub-text.ts'

export interface CreateLog {
  name: string
  level?: string
  /** Standard output unless said. */
  destination?: DestinationStream
}

/** Fields that never carry anything we may keep, at the top and one level down. */
const secretFields = [
  'authorization',
  'cookie',
  'token',
  'access_token',
  'client_secret',
  'clientSecret',
  'secretKey',
  'email',
  'cvc',
  'number',
]

/** JSON lines with ids and no personal data: known fields are cut out, and what looks like a secret in any text too. */
export function createLog({ name, level = 'info', destination }: CreateLog): Logger {
  const options = {
    level,
    base: { process: name },
    redact: {
      paths: [...secretFields.flatMap((field) => [field, `*.${field}`]), 'caller.name', 'customer.name'],
      censor: '[redacted]',
    },
    formatters: { log: (fields: object) => scrubFields(fields) },
    serializers: { err: describeError, error: describeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

const deepest = 4

function scrubFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, scrubValue(value, depth)]))
}

/** Errors pass: their serializer scrubs them. */
function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value
  if (depth >= deepest) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => scrubValue(item, depth + 1))
  return scrubFields(value, depth + 1)
}

/** What a person needs to find the fault. Details of database errors repeat values of rows, so they stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? scrubText(error) : error
  const { name, message, stack, cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    name,
    code,
    message: scrubText(message),
    stack: scrubText(stack ?? ''),
    cause: cause === undefined ? undefined : describeError(cause),
  }
}
