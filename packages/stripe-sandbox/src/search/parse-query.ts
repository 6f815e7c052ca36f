import { invalidRequest } from '../http/stripe-error.ts'

export type Operator = ':' | '<' | '<=' | '>' | '>=' | '~'

export interface Clause {
  isNegated: boolean
  field: string
  /** For `metadata["key"]`. */
  key: string | undefined
  operator: Operator
  /** `null` means that there is no value. */
  value: string | null
}

export interface Query {
  clauses: Clause[]
  /** Whether all clauses must fit, or one of them. */
  needsAll: boolean
}

const mostClauses = 10
const clause =
  /\s*(-?)([A-Za-z_][\w.]*)(?:\[(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')\])?\s*(:|~|>=|<=|>|<)\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(null|true|false|-?\d+(?:\.\d+)?))/y
const connector = /\s+(?:(AND|OR)\s+)?/iy

/** Stripe's search query language: https://docs.stripe.com/search#search-query-language @throws {StripeError} */
export function parseQuery(text: string): Query {
  const clauses: Clause[] = []
  const connectors = new Set<string>()
  for (let at = 0; at < text.trimEnd().length;) {
    const [whole, minus, field = '', key1, key2, operator, value1, value2, bare] = matchAt(clause, text, at) ?? []
    if (whole === undefined) throw unreadable(text)
    const value = value1 ?? value2 ?? bare ?? ''
    clauses.push({
      isNegated: minus === '-',
      field,
      key: unescape(key1 ?? key2),
      // The pattern lets no other sign through.
      operator: operator as Operator,
      value: bare === 'null' ? null : (unescape(value) ?? ''),
    })
    at += whole.length
    if (at >= text.trimEnd().length) break
    const joined = matchAt(connector, text, at)
    if (!joined) throw unreadable(text)
    connectors.add((joined[1] ?? 'AND').toUpperCase())
    at += joined[0].length
  }
  if (clauses.length === 0 || connectors.size > 1) throw unreadable(text)
  if (clauses.length > mostClauses) {
    throw invalidRequest({ message: `Search queries may have up to ${mostClauses} clauses.`, param: 'query' })
  }
  return { clauses, needsAll: !connectors.has('OR') }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const unescape = (text: string | undefined): string | undefined => text?.replaceAll(/\\(.)/g, '$1')

const unreadable = (text: string) =>
  invalidRequest({
    message: `We were unable to parse your search query: ${text}. See https://stripe.com/docs/search for the query language; AND and OR cannot be used in one query.`,
    param: 'query',
  })
