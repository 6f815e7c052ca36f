import type { JsonSchema } from './named-schemas.ts'
import type { OpenApiDocument, Operation } from './openapi-document.ts'

/**
 * What a document says to its callers, each thing a sentence. What it offers may only grow from one release to the next, what it
 * demands may only shrink.
 */
export interface Promises {
  offers: Set<string>
  demands: Set<string>
}

export function promisesOf(document: OpenApiDocument): Promises {
  const promises: Promises = { offers: new Set(), demands: new Set() }
  for (const [address, item] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(item))
      promiseOperation(operation, { where: `${method.toUpperCase()} ${address}`, document, promises })
  return promises
}

interface Place {
  where: string
  document: OpenApiDocument
  promises: Promises
}

function promiseOperation(operation: Operation, place: Place): void {
  const { where, promises } = place
  promises.offers.add(`${where} is there, as ${operation.operationId}`)
  if (operation.security.length > 0) promises.demands.add(`${where} wants a token`)
  for (const { name, in: kind, required, schema } of operation.parameters) {
    promises.offers.add(`${where} takes ${kind} ${name}`)
    if (required) promises.demands.add(`${where} wants ${kind} ${name}`)
    promiseInput(schema, { ...place, where: `${where} ${kind} ${name}` })
  }
  const body = operation.requestBody
  if (body?.required) promises.demands.add(`${where} wants a body`)
  for (const { schema } of Object.values(body?.content ?? {}))
    promiseInput(schema, { ...place, where: `${where} body` })
  for (const [status, answer] of Object.entries(operation.responses)) {
    promises.offers.add(`${where} answers ${status}`)
    const { content = {} } = answer as { content?: Record<string, { schema: JsonSchema }> }
    for (const [type, { schema }] of Object.entries(content)) {
      promises.offers.add(`${where} answers with ${type}`)
      promiseAnswer(schema, { ...place, where: `${where} answer` })
    }
  }
}

/** What may be sent: every type, field and value that is taken is an offer, every field that must be there a demand. */
function promiseInput(given: JsonSchema, place: Place): void {
  const { where, promises } = place
  for (const schema of formsOf(given, place)) {
    for (const type of typesOf(schema)) promises.offers.add(`${where} takes ${type}`)
    for (const value of schema.enum ?? []) promises.offers.add(`${where} takes ${JSON.stringify(value)}`)
    for (const bound of limitsOf(schema)) promises.demands.add(`${where} wants ${bound}`)
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      promiseInput(field, { ...place, where: `${where}.${name}` })
    for (const name of schema.required ?? []) promises.demands.add(`${where} wants ${name}`)
    if (schema.items) promiseInput(schema.items, { ...place, where: `${where}[]` })
  }
}

/** What comes back: every field that is always there is an offer, every type and value that it may have a demand on whoever reads it. */
function promiseAnswer(given: JsonSchema, place: Place): void {
  const { where, promises } = place
  for (const schema of formsOf(given, place)) {
    for (const type of typesOf(schema)) promises.demands.add(`${where} may be ${type}`)
    for (const value of schema.enum ?? []) promises.demands.add(`${where} may be ${JSON.stringify(value)}`)
    for (const name of schema.required ?? []) promises.offers.add(`${where} has ${name}`)
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      promiseAnswer(field, { ...place, where: `${where}.${name}` })
    if (schema.items) promiseAnswer(schema.items, { ...place, where: `${where}[]` })
  }
}

/** The forms that a value may have, without references. */
function formsOf(schema: JsonSchema, place: Place): JsonSchema[] {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  if (name !== undefined) {
    const named = place.document.components.schemas[name]
    if (!named) throw new Error(`${place.where} speaks of ${name}, which is not there`)
    return formsOf(named, place)
  }
  const forms = schema.anyOf ?? schema.oneOf
  return forms ? forms.flatMap((form) => formsOf(form, place)) : [schema]
}

const typesOf = ({ type = [] }: JsonSchema): string[] => (Array.isArray(type) ? type : [type])

const limits = ['pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']

const limitsOf = (schema: JsonSchema): string[] =>
  limits.flatMap((keyword) => (keyword in schema ? [`${keyword} ${String(schema[keyword])}`] : []))
