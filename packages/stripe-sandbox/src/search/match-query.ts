import { invalidRequest } from '../http/stripe-error.ts'
import type { Clause, Query } from './parse-query.ts'

/** Which fields may be asked for, and how. */
export type SearchFields = Readonly<Record<string, 'number' | 'text' | 'token'>>

const shortestPart = 3

/** A question to one object. @throws {StripeError} for a field or an operator that the resource does not have */
export function compileQuery(
  query: Query,
  about: { resource: string; fields: SearchFields },
): (row: object) => boolean {
  const questions = query.clauses.map((clause) => compileClause(clause, about))
  return (row) => (query.needsAll ? questions.every((ask) => ask(row)) : questions.some((ask) => ask(row)))
}

function compileClause(
  clause: Clause,
  { resource, fields }: { resource: string; fields: SearchFields },
): (row: object) => boolean {
  const { field, key, operator, value, isNegated } = clause
  const kind = field === 'metadata' && key !== undefined ? 'text' : fields[field]
  if (kind === undefined || (key !== undefined && field !== 'metadata')) {
    const message = `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See https://stripe.com/docs/search#query-fields-for-${resource.replace('_', '-')} for a list of supported fields.`
    throw invalidRequest({ message, param: 'query' })
  }
  const isAllowed = operator === ':' || (operator === '~' ? kind === 'text' : kind === 'number')
  if (!isAllowed) {
    throw invalidRequest({
      message: `Field \`${field}\` cannot be used with operator \`${operator}\`.`,
      param: 'query',
    })
  }
  if (operator === '~' && (value ?? '').length < shortestPart) {
    const message = `A value after \`~\` must have at least ${shortestPart} characters.`
    throw invalidRequest({ message, param: 'query' })
  }
  const path = key === undefined ? field.split('.') : [field, key]
  return (row) => fits(readPath(row, path), clause) !== isNegated
}

function fits(found: unknown, { operator, value }: Clause): boolean {
  const isThere = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
  if (value === null || !isThere) return value === null && !isThere
  const text = String(found).toLowerCase()
  switch (operator) {
    case ':':
      return text === value.toLowerCase()
    case '~':
      return text.includes(value.toLowerCase())
    case '<':
      return Number(found) < Number(value)
    case '<=':
      return Number(found) <= Number(value)
    case '>':
      return Number(found) > Number(value)
    case '>=':
      return Number(found) >= Number(value)
  }
}

function readPath(row: object, path: readonly string[]): unknown {
  let value: unknown = row
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = new Map(Object.entries(value)).get(part)
  }
  return value
}
