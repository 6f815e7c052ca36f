import * as audit from '@azora/contract/audit'
import * as catalog from '@azora/contract/catalog'
import * as charge from '@azora/contract/charge'
import * as dispute from '@azora/contract/dispute'
import * as disputeEvidence from '@azora/contract/dispute-evidence'
import * as event from '@azora/contract/event'
import * as fraudWarning from '@azora/contract/fraud-warning'
import * as health from '@azora/contract/health'
import * as microdeposits from '@azora/contract/microdeposits'
import * as money from '@azora/contract/money'
import * as payment from '@azora/contract/payment'
import * as paymentMethod from '@azora/contract/payment-method'
import * as payout from '@azora/contract/payout'
import * as quote from '@azora/contract/quote'
import * as receipt from '@azora/contract/receipt'
import * as reconciliation from '@azora/contract/reconciliation'
import * as refund from '@azora/contract/refund'
import { registry, toJSONSchema, type $ZodType } from 'zod/v4/core'

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  additionalProperties?: boolean | JsonSchema
  description?: string
  [keyword: string]: unknown
}

const modules: readonly Record<string, unknown>[] = [
  money,
  quote,
  payment,
  audit,
  catalog,
  charge,
  dispute,
  disputeEvidence,
  event,
  fraudWarning,
  health,
  microdeposits,
  paymentMethod,
  payout,
  receipt,
  reconciliation,
  refund,
]

/** The contract's schemas by the names that they are exported under. */
const named = registry<{ id: string }>()
for (const [name, value] of modules.flatMap((module) => Object.entries(module)))
  if (isSchema(value) && /^[A-Z]/.test(name) && !named.has(value)) named.add(value, { id: name.replace(/Schema$/, '') })

function isSchema(value: unknown): value is $ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value
}

const refTo = (name: string): string => `#/components/schemas/${name}`

export function nameOf(schema: unknown): string | undefined {
  return isSchema(schema) ? named.get(schema)?.id : undefined
}

/** All of them as JSON Schema, as they are sent (`input`) or answered (`output`), each by the names of its parts. */
export function jsonSchemas(io: 'input' | 'output'): Record<string, JsonSchema> {
  const { schemas } = toJSONSchema(named, {
    io,
    uri: refTo,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => tidy(jsonSchema, io),
  })
  // JSON Schema, as it was made above.
  return Object.fromEntries(
    Object.entries(schemas as Record<string, JsonSchema>).map(([name, schema]) => [name, withoutIds(schema)]),
  )
}

/** Answers may gain fields, so nobody is told that there are no others; a UUID needs no pattern beside its format. */
function tidy(schema: { [keyword: string]: unknown }, io: 'input' | 'output'): void {
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties']
  if (schema['format'] === 'uuid' || schema['format'] === 'date-time') delete schema['pattern']
}

function withoutIds(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema' && keyword !== '$id'))
}
