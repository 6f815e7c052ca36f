import { readFileSync } from 'node:fs'

/** The part of OpenAPI 3.0 that Stripe's document uses. */
export interface Schema {
  $ref?: string
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  enum?: (string | boolean)[]
  anyOf?: Schema[]
  nullable?: boolean
  maxLength?: number
  minimum?: number
  maximum?: number
  'x-presentNullable'?: string[]
  'x-expansionResources'?: { oneOf: Schema[] }
  'x-expandableFields'?: string[]
  'x-eventTypes'?: Record<string, Schema>
}

export interface ContractOperation {
  operationId: string
  /** Such as `PaymentIntent.create`. */
  'x-sdkMethod'?: string
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content: Record<string, { schema: Schema }> }>
}

export interface Contract {
  info: { version: string }
  paths: Record<string, Partial<Record<'get' | 'post' | 'delete', ContractOperation>>>
  components: { schemas: Record<string, Schema> }
}

let contract: Contract | undefined

/** Stripe's API document of the pinned version; read once a process, when it is first needed. */
export function loadContract(): Contract {
  const path = new URL('../../contract/data/openapi.trimmed.json', import.meta.url)
  // The file is a part of this package.
  contract ??= JSON.parse(readFileSync(path, 'utf8')) as Contract
  return contract
}

/** Follows `$ref`; a schema without one is itself. */
export function resolveSchema(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const name = schema.$ref.slice('#/components/schemas/'.length)
  const target = loadContract().components.schemas[name]
  if (!target) throw new Error(`The contract has no schema ${name}.`)
  return target
}

/** The schema of the parameters of an operation: its form body, or its query parameters as an object. */
export function paramsSchema(method: string, path: string): Schema | undefined {
  const operation = findOperation(method, path)
  if (!operation) return undefined
  const body = operation.requestBody?.content['application/x-www-form-urlencoded']?.schema
  if (body) return body
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema])),
    required: query.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  }
}

export function findOperation(method: string, path: string): ContractOperation | undefined {
  const name = method.toLowerCase()
  if (name !== 'get' && name !== 'post' && name !== 'delete') return undefined
  return loadContract().paths[path]?.[name]
}
