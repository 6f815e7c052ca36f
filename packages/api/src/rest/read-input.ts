import type { IncomingMessage } from 'node:http'
import { Refusal } from '@azora/payments-core/refusal'
import { TRPCError } from '@trpc/server'
import { readBody } from '../http/read-body.ts'
import { bare, fieldsOf, type InputSchema } from './input-schema.ts'
import type { RestCall } from './match-route.ts'

export interface InputRequest {
  req: IncomingMessage
  call: RestCall
  schema: InputSchema | undefined
  maximumBodyBytes: number
}

type Input = Record<string, unknown>

/**
 * The input of a procedure out of address, query, head and body; undefined when nothing was sent. What is not understood is
 * left as it came, so that the schema refuses it.
 *
 * @throws {Refusal} `input_invalid` when two of these say different things
 * @throws {TRPCError} UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, PARSE_ERROR
 */
export async function readInput(request: InputRequest): Promise<Input | undefined> {
  const { req, call, schema } = request
  const hasBody = call.route.method === 'POST' || call.route.method === 'PUT'
  const sent = hasBody ? await readJson(request) : {}
  const query = typed(queryOf(req), schema)
  const parts = [call.params, idempotencyKeyOf(req, schema), query, sent]
  const input = parts.reduce<Input>(merge, {})
  return Object.keys(input).length === 0 ? undefined : input
}

/** Says the same thing twice, or does not go together. */
function merge(into: Input, part: Input): Input {
  for (const [key, value] of Object.entries(part)) {
    const isTold = Object.hasOwn(into, key)
    if (isTold && into[key] !== value)
      throw new Refusal({
        code: 'input_invalid',
        fields: [{ path: key.slice(0, 200), message: 'is said twice, and differently' }],
      })
    // A key of the caller's own making must not reach a prototype.
    if (!isTold) Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return into
}

async function readJson({ req, maximumBodyBytes }: InputRequest): Promise<Input> {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = req.headers
  if (coding === undefined && Number(length ?? 0) === 0) return {}
  if (!/^application\/json\s*(;|$)/i.test(type ?? '')) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' })
  const text = await readBody(req, maximumBodyBytes)
  if (text === '') return {}
  const sent = parse(text)
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) return sent as Input
  throw new Refusal({ code: 'input_invalid', fields: [{ path: '', message: 'must be an object' }] })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', cause })
  }
}

/** A key that comes several times is a list. */
function queryOf({ url = '' }: IncomingMessage): Map<string, string[]> {
  const start = url.indexOf('?')
  const values = new Map<string, string[]>()
  if (start === -1) return values
  for (const [key, value] of new URLSearchParams(url.slice(start + 1)))
    values.set(key, [...(values.get(key) ?? []), value])
  return values
}

function typed(query: ReadonlyMap<string, string[]>, schema: InputSchema | undefined): Input {
  const entries = [...query].map(([key, texts]) => {
    const types = new Set(fieldsOf(schema, key).map((field) => field._zod.def.type))
    const values = texts.map((text) => valueOf(text, types))
    return [key, values.length > 1 || types.has('array') ? values : values[0]] as const
  })
  return Object.fromEntries(entries)
}

function valueOf(text: string, types: ReadonlySet<string>): unknown {
  if ((types.has('number') || types.has('int')) && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** The request id as plain HTTP names it (draft-ietf-httpapi-idempotency-key-header), with or without quotes; read only where there is one to give. */
function idempotencyKeyOf({ headers }: IncomingMessage, schema: InputSchema | undefined): Input {
  const key = headers['idempotency-key']
  const takesOne = schema !== undefined && fieldsOf(bare(schema), 'requestId').length > 0
  return typeof key === 'string' && takesOne ? { requestId: key.replaceAll(/^"|"$/g, '') } : {}
}
