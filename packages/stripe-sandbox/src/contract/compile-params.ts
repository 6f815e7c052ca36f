import { invalidRequest } from '../http/stripe-error.ts'
import type { FormNode, FormObject } from './decode-form.ts'
import { resolveSchema, type Schema } from './load-contract.ts'

/** Turns a decoded form into typed values, or refuses it in Stripe's words. */
type Decode = (node: FormNode, path: string) => unknown

export type DecodeParams = (form: FormObject) => Record<string, unknown>

/** @throws {StripeError} parameter_unknown, parameter_missing, parameter_invalid_* when the returned function is called */
export function compileParams(schema: Schema): DecodeParams {
  const decode = compileObject(schema)
  return (form) => decode(form, '')
}

function compile(given: Schema): Decode {
  const schema = resolveSchema(given)
  if (schema.anyOf) return compileAnyOf(schema.anyOf)
  switch (schema.type) {
    case 'object':
      return compileObject(schema)
    case 'array':
      return compileArray(schema)
    case 'integer':
      return compileNumber(schema, /^-?\d{1,15}$/, 'integer')
    case 'number':
      return compileNumber(schema, /^-?\d+(\.\d+)?$/, 'number')
    case 'boolean':
      return decodeBoolean
    case 'string':
    case undefined:
      break
  }
  return compileString(schema)
}

function compileObject(schema: Schema): (node: FormNode, path: string) => Record<string, unknown> {
  const fields = new Map<string, Decode>()
  for (const [name, field] of Object.entries(schema.properties ?? {})) fields.set(name, compileLazily(field))
  const others = schema.additionalProperties
  const decodeOther = typeof others === 'object' ? compile(others) : undefined
  const required = schema.required ?? []

  return (node, path) => {
    if (typeof node === 'string' || Array.isArray(node))
      throw invalidRequest({ message: 'Invalid object', param: path })
    const unknown = Object.keys(node).filter((name) => !fields.has(name) && !decodeOther)
    if (unknown.length > 0) throw unknownParameters(unknown, path)
    const missing = required.find((name) => node[name] === undefined)
    if (missing !== undefined) throw missingParameter(join(path, missing))

    const values: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(node)) {
      const decode = fields.get(name) ?? decodeOther
      if (decode) Object.defineProperty(values, name, own(decode(value, join(path, name))))
    }
    if (decodeOther && path.split('[')[0] === 'metadata') checkMetadata(values, path)
    return values
  }
}

const own = (value: unknown) => ({ value, enumerable: true, writable: true, configurable: true })

/** A schema is compiled when a request first uses it: most of an operation's parameters never come. */
function compileLazily(schema: Schema): Decode {
  let decode: Decode | undefined
  return (node, path) => (decode ??= compile(schema))(node, path)
}

function compileArray(schema: Schema): Decode {
  const decodeItem = compileLazily(schema.items ?? {})
  return (node, path) => {
    if (node === '') return []
    if (typeof node === 'string') throw invalidRequest({ message: 'Invalid array', param: path })
    const keys = Array.isArray(node) ? [...node.keys()].map(String) : Object.keys(node)
    if (keys.some((key) => !/^\d{1,6}$/.test(key))) throw invalidRequest({ message: 'Invalid array', param: path })
    const items = Array.isArray(node) ? node : keys.sort((a, b) => Number(a) - Number(b)).map((key) => node[key] ?? '')
    return items.map((item, index) => decodeItem(item, `${path}[${index}]`))
  }
}

function compileNumber(schema: Schema, form: RegExp, kind: 'integer' | 'number'): Decode {
  return (node, path) => {
    if (node === '') throw emptyParameter(path)
    if (typeof node !== 'string' || !form.test(node)) {
      const message = `Invalid ${kind}: ${typeof node === 'string' ? node : JSON.stringify(node)}`
      throw invalidRequest({ message, param: path, code: 'parameter_invalid_integer' })
    }
    const value = Number(node)
    if (schema.minimum !== undefined && value < schema.minimum) throw tooSmall(path, schema.minimum)
    return value
  }
}

export const tooSmall = (param: string, least: number) =>
  invalidRequest({
    message: `This value must be greater than or equal to ${least}.`,
    param,
    code: 'parameter_invalid_integer',
  })

const decodeBoolean: Decode = (node, path) => {
  if (node === 'true') return true
  if (node === 'false') return false
  if (node === '') throw emptyParameter(path)
  throw invalidRequest({
    message: `Invalid boolean: ${typeof node === 'string' ? node : JSON.stringify(node)}`,
    param: path,
  })
}

/** Parameters that name something: an empty text cannot mean "none" here. */
const references = new Set(['amount', 'charge', 'confirmation_token', 'currency', 'customer', 'payment_intent'])
references.add('payment_method').add('url').add('starting_after').add('ending_before')

function compileString(schema: Schema): Decode {
  const allowed = schema.enum?.map(String)
  const longest = schema.maxLength
  return (node, path) => {
    if (typeof node !== 'string')
      throw invalidRequest({ message: `Invalid string: ${JSON.stringify(node)}`, param: path })
    if (allowed && !allowed.includes(node)) throw node === '' ? emptyParameter(path) : wrongChoice(path, allowed)
    if (node === '' && references.has(path)) throw emptyParameter(path)
    if (longest !== undefined && node.length > longest) {
      const message = `Invalid string: ${node.slice(0, 10)}...${node.slice(-10)}; must be at most ${longest} characters`
      throw invalidRequest({ message, param: path })
    }
    return node
  }
}

/** Stripe's unions are told apart by their shape: a hash, a list, one of some words, or `""` that unsets. */
function compileAnyOf(options: readonly Schema[]): Decode {
  const resolved = options.map(resolveSchema)
  const unsets = resolved.some((option) => option.enum?.includes('') && option.enum.length === 1)
  const rest = resolved.filter((option) => !(option.enum?.includes('') && option.enum.length === 1))
  const objectDecode = pick(rest, (option) => option.type === 'object')
  const arrayDecode = pick(rest, (option) => option.type === 'array')
  const scalars = rest.filter((option) => option.type !== 'object' && option.type !== 'array').map(compileLazily)

  return (node, path) => {
    if (node === '' && unsets) return ''
    if (typeof node === 'object') {
      const isList = Array.isArray(node) || Object.keys(node).every((key) => /^\d+$/.test(key))
      const decode = isList ? (arrayDecode ?? objectDecode) : (objectDecode ?? arrayDecode)
      if (decode) return decode(node, path)
    }
    return firstThatFits(scalars.length > 0 ? scalars : [objectDecode ?? arrayDecode ?? compileString({})], node, path)
  }
}

function pick(options: readonly Schema[], fits: (option: Schema) => boolean): Decode | undefined {
  const option = options.find(fits)
  return option && compileLazily(option)
}

function firstThatFits(options: readonly Decode[], node: FormNode, path: string): unknown {
  let refusal: unknown
  for (const decode of options) {
    try {
      return decode(node, path)
    } catch (error) {
      refusal ??= error
    }
  }
  throw refusal
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}[${name}]`)

function unknownParameters(names: readonly string[], path: string) {
  const all = names.map((name) => join(path, name))
  const message = `Received unknown parameter${all.length > 1 ? 's' : ''}: ${all.join(', ')}`
  return invalidRequest({ message, param: all[0] ?? '', code: 'parameter_unknown' })
}

export const missingParameter = (param: string) =>
  invalidRequest({ message: `Missing required param: ${param}.`, param, code: 'parameter_missing' })

const emptyParameter = (param: string) =>
  invalidRequest({
    message: `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    param,
    code: 'parameter_invalid_empty',
  })

function wrongChoice(param: string, allowed: readonly string[]) {
  const words = allowed.length > 1 ? `${allowed.slice(0, -1).join(', ')}, or ${allowed.at(-1)}` : (allowed[0] ?? '')
  return invalidRequest({ message: `Invalid ${param}: must be one of ${words}`, param })
}

/** At most 50 keys of 40 characters with values of 500: https://docs.stripe.com/api/metadata */
function checkMetadata(values: Record<string, unknown>, path: string): void {
  const keys = Object.keys(values)
  if (keys.length > 50) {
    throw invalidRequest({ message: 'Metadata can have up to 50 keys.', param: path })
  }
  for (const key of keys) {
    if (key.length > 40) {
      const message = `Metadata keys can be up to 40 characters long, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`
      throw invalidRequest({ message, param: path })
    }
    const value = String(values[key])
    if (value.length > 500) {
      const message = `Metadata values can be up to 500 characters long, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`
      throw invalidRequest({ message, param: join(path, key) })
    }
  }
}
