import { loadContract, resolveSchema, type Schema } from '../../src/contract/load-contract.ts'

/**
 * What is wrong with a value by Stripe's contract, as sentences. Stricter than the document: a property that it does
 * not know is a violation too, and so is a nullable one that is missing although Stripe always sends it.
 */
export function findViolations(value: unknown, given: Schema, path = ''): string[] {
  const schema = resolveSchema(given)
  if (value === null) return given.nullable || schema.nullable ? [] : [`${path} is null`]
  if (schema.anyOf) return closest(schema.anyOf.map((option) => findViolations(value, option, path)))
  if (schema.enum && !schema.enum.includes(value as string))
    return [`${path} is ${JSON.stringify(value)}, not one of ${schema.enum.slice(0, 6).join(', ')}`]
  switch (schema.type) {
    case 'object':
      return checkObject(value, schema, path)
    case 'array':
      if (!Array.isArray(value)) return [`${path} is no array`]
      return value.flatMap((item, index) => findViolations(item, schema.items ?? {}, `${path}[${index}]`))
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${path} is no integer`]
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${path} is no ${schema.type}`]
    case undefined:
      break
  }
  return []
}

function checkObject(value: unknown, schema: Schema, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`]
  const fields: Record<string, unknown> = { ...value }
  const expected = [...(schema.required ?? []), ...(schema['x-presentNullable'] ?? [])]
  const missing = expected.filter((name) => fields[name] === undefined).map((name) => `${path}.${name} is missing`)
  const wrong = Object.entries(fields).flatMap(([name, field]) =>
    checkField(schema, name, { field, path: `${path}.${name}` }),
  )
  return [...missing, ...wrong, ...checkEvent(fields, path)]
}

function checkField(schema: Schema, name: string, { field, path }: { field: unknown; path: string }): string[] {
  const known = schema.properties?.[name]
  if (known) return findViolations(field, known, path)
  if (typeof schema.additionalProperties === 'object') return findViolations(field, schema.additionalProperties, path)
  const isOpen = schema.additionalProperties === true || schema.properties === undefined
  return isOpen || path.endsWith('.object') ? [] : [`${path} is unknown`]
}

/** `data.object` of an event has the shape that its type says. */
function checkEvent(fields: Record<string, unknown>, path: string): string[] {
  if (fields['object'] !== 'event') return []
  const { type, data } = fields
  const types = loadContract().components.schemas['event']?.['x-eventTypes'] ?? {}
  const schema = typeof type === 'string' ? types[type] : undefined
  if (!schema) return [`${path}.type is ${JSON.stringify(type)}`]
  const object = typeof data === 'object' && data !== null && 'object' in data ? data.object : undefined
  return findViolations(object, schema, `${path}.data.object`)
}

const closest = (options: string[][]): string[] => options.toSorted((a, b) => a.length - b.length)[0] ?? []
