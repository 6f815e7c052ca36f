import type { AnyTRPCProcedure } from '@trpc/server'
import { accessRules, type ProcedurePath } from '../../access-rules.ts'
import { appRouter } from '../../app-router.ts'
import { refusalAnswers } from '../../refusal-answers.ts'
import { nameIn } from '../match-route.ts'
import { restRoutes, type RestRoute } from '../rest-routes.ts'
import { jsonSchemas, nameOf, type JsonSchema } from './named-schemas.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, unknown>
}

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: Record<string, unknown>
  servers: { url: string; description: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema>; [kind: string]: unknown }
}

/** Grows by the rules of semantic versioning, as `breakingChanges` tells them. */
export const apiVersion = '1.0.0'

type Noun = ProcedurePath extends infer Path ? (Path extends `${infer Name}.${string}` ? Name : never) : never

const nouns: Record<Noun, string> = {
  payments: 'Paying for a cart, and what became of it',
  paymentMethods: 'Cards and bank accounts that a shopper has saved',
  receipts: 'Numbered receipts of payments and refunds',
  refunds: 'Giving money back',
  catalog: 'What is for sale',
  disputes: 'Payments that a bank takes back, and the answer to that',
  fraudWarnings: 'Early fraud warnings of card networks',
  payouts: "What Stripe pays to the merchant's bank account",
  reconciliation: "Whether our books agree with Stripe's",
  events: 'What Stripe told us, and what we made of it',
  audit: 'Who did what',
  health: 'Whether the process answers',
}

interface Schemas {
  input: Record<string, JsonSchema>
  output: Record<string, JsonSchema>
}

// By their whole paths; its type says that they are nested.
const procedures = appRouter._def.procedures as unknown as Record<ProcedurePath, AnyTRPCProcedure & HasOutput>
interface HasOutput {
  _def: { output?: unknown }
}

/** The REST face as an OpenAPI 3.1 document, made from the procedures: their addresses, schemas, rules and refusals. */
export function openApiDocument(): OpenApiDocument {
  const schemas: Schemas = { input: jsonSchemas('input'), output: jsonSchemas('output') }
  const paths: OpenApiDocument['paths'] = {}
  for (const [path, route] of Object.entries(restRoutes) as [ProcedurePath, RestRoute | null][]) {
    if (route === null) continue
    const { address, method } = route
    paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(path, route, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Azora Payments',
      version: apiVersion,
      description:
        'Amounts are integers in the smallest unit of their currency. Mutations carry a request id, a UUID of yours: the same id and input give the same answer, however often they are sent.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document comes from' }],
    tags: Object.entries(nouns).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { ...reachable(paths, schemas), Problem: problem },
      responses: { Problem: problemResponse },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function operationOf(path: ProcedurePath, route: RestRoute, { input }: Schemas): Operation {
  const procedure = procedures[path]
  const [noun = ''] = path.split('.')
  const rule = accessRules[path]
  const sent = inputOf(procedure, input)
  const params = route.address.split('/').flatMap((segment) => nameIn(segment) ?? [])
  const inBody = route.method === 'POST' || route.method === 'PUT'
  const repeats = sent?.forms.some(({ properties }) => properties !== undefined && 'requestId' in properties) ?? false
  const body = inBody && sent ? bodyOf(sent, { params, repeats }) : undefined
  return {
    operationId: path.replace('.', '_'),
    tags: [noun],
    summary: route.summary,
    description: rule === 'anyone' ? 'For anyone, signed in or not.' : `For callers with the role ${rule.join(', ')}.`,
    security: rule === 'anyone' ? [] : [{ accessToken: [] }],
    parameters: [
      ...params.map((name) => pathParameter(name, sent)),
      ...(sent && !inBody ? queryParameters(sent, params) : []),
      ...(repeats ? [idempotencyKey] : []),
    ],
    ...(body && { requestBody: body }),
    responses: {
      200: route.isDocument
        ? {
            description: 'The document.',
            content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
          }
        : { description: 'Done.', content: { 'application/json': { schema: outputOf(procedure) } } },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  }
}

interface SentInput {
  name: string
  /** More than one where the input has several forms. */
  forms: JsonSchema[]
}

function inputOf(procedure: AnyTRPCProcedure, schemas: Record<string, JsonSchema>): SentInput | undefined {
  const [schema] = procedure._def.inputs
  if (!schema) return undefined
  const name = nameOf(schema)
  const found = name === undefined ? undefined : schemas[name]
  if (name === undefined || !found) throw new Error('the contract exports no name for an input')
  return { name, forms: found.anyOf ?? found.oneOf ?? [found] }
}

function outputOf({ _def }: HasOutput): JsonSchema {
  const name = nameOf(_def.output)
  if (name === undefined) throw new Error('the contract exports no name for an output')
  return { $ref: `#/components/schemas/${name}` }
}

function pathParameter(name: string, sent: SentInput | undefined): Parameter {
  const schema = sent?.forms[0]?.properties?.[name]
  if (!schema) throw new Error(`an address names ${name}, which is not part of the input`)
  return { name, in: 'path', required: true, schema }
}

function queryParameters({ forms: [form] }: SentInput, params: readonly string[]): Parameter[] {
  const { properties = {}, required = [] } = form ?? {}
  return Object.entries(properties)
    .filter(([name]) => !params.includes(name))
    .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name) && name !== 'requestId', schema }))
}

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The request id, for those who do not name it as `requestId`. One of the two must be there.',
  schema: { type: 'string', format: 'uuid' },
}

/** The input without what the address says, and with a request id that the head may name instead. */
function bodyOf({ name, forms }: SentInput, { params, repeats }: { params: readonly string[]; repeats: boolean }) {
  const elsewhere = [...params, ...(repeats ? ['requestId'] : [])]
  const left = forms.map((form) => {
    const properties = Object.fromEntries(
      Object.entries(form.properties ?? {}).filter(([key]) => !params.includes(key)),
    )
    return { ...form, properties, required: (form.required ?? []).filter((key) => !elsewhere.includes(key)) }
  })
  const isWhole = elsewhere.length === 0
  const schema: JsonSchema = isWhole
    ? { $ref: `#/components/schemas/${name}` }
    : left.length === 1
      ? { ...left[0] }
      : { anyOf: left }
  return { required: left.some(({ required }) => required.length > 0), content: { 'application/json': { schema } } }
}

/** What the operations speak of, and what that speaks of in turn. */
function reachable(paths: OpenApiDocument['paths'], { input, output }: Schemas): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>()
  const answered = new Set<string>()
  const visit = (value: unknown, isAnswer: boolean): void => {
    for (const name of refsIn(value)) {
      if (answered.has(name) || (found.has(name) && !isAnswer)) continue
      const schema = (isAnswer ? output : input)[name]
      if (!schema) continue
      found.set(name, schema)
      if (isAnswer) answered.add(name)
      visit(schema, isAnswer)
    }
  }
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    visit([operation.parameters, operation.requestBody], false)
    visit(operation.responses, true)
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '')
}

const problem: JsonSchema = {
  type: 'object',
  description: 'What went wrong, as RFC 9457 says it.',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: {
      type: 'string',
      description: 'Leads to what is said of the code; `about:blank` where the status says it all.',
    },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: {
      type: 'string',
      description: `Why we said no; more may come. Now: ${Object.keys(refusalAnswers).join(', ')}.`,
    },
    refusal: {
      type: 'object',
      description: 'The code with its data.',
      required: ['code'],
      properties: { code: { type: 'string' } },
      additionalProperties: true,
    },
    requestId: { type: 'string', description: 'Finds the request in our logs.' },
  },
}

const problemResponse = {
  description: 'Refused, and why; nothing was done.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
