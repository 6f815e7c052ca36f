import { expect, test } from 'vitest'
import { breakingChanges } from './breaking-changes.ts'
import type { JsonSchema } from './named-schemas.ts'
import { openApiDocument, type OpenApiDocument, type Parameter } from './openapi-document.ts'

interface Shape {
  address: string
  needsToken: boolean
  parameters: Parameter[]
  body: JsonSchema
  answer: JsonSchema
}

const query = (name: string, required = false): Parameter => ({
  name,
  in: 'query',
  required,
  schema: { type: 'string' },
})

const released: Shape = {
  address: '/api/orders',
  needsToken: false,
  parameters: [query('note')],
  body: {
    type: 'object',
    properties: {
      currency: { enum: ['eur', 'usd'] },
      lines: { type: 'array', maxItems: 100, items: { type: 'string' } },
    },
    required: ['currency'],
  },
  answer: {
    type: 'object',
    properties: { status: { type: 'string', enum: ['open', 'paid'] }, at: { type: 'string' } },
    required: ['status', 'at'],
  },
}

/** A document of one operation. */
function documentOf(change: Partial<Shape>): OpenApiDocument {
  const { address, needsToken, parameters, body, answer } = { ...released, ...change }
  const operation = {
    operationId: 'orders_create',
    tags: [],
    summary: '',
    description: '',
    security: needsToken ? [{ accessToken: [] }] : [],
    parameters,
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } } },
  }
  return {
    openapi: '3.1.0',
    info: {},
    servers: [],
    tags: [],
    paths: { [address]: { post: operation } },
    components: { schemas: { Order: answer } },
  }
}

const withField = (schema: JsonSchema, name: string, field: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...schema.properties, [name]: field },
})

test('the document of this commit breaks nobody who was written against it', () => {
  expect(breakingChanges(openApiDocument(), openApiDocument())).toEqual([])
})

test.for<[string, Partial<Shape>]>([
  ['a parameter that may be left out', { parameters: [...released.parameters, query('page')] }],
  [
    'a field of a body that may be left out',
    { body: withField(released.body, 'tip', { type: 'integer', minimum: 0 }) },
  ],
  ['a value that is taken', { body: withField(released.body, 'currency', { enum: ['eur', 'usd', 'chf'] }) }],
  ['a field of an answer', { answer: withField(released.answer, 'id', { type: 'string' }) }],
])('%s more breaks nobody', ([, change]) => {
  expect(breakingChanges(documentOf({}), documentOf(change))).toEqual([])
})

test.for<[string, Partial<Shape>, string]>([
  ['an address that is gone', { address: '/api/purchases' }, 'no longer: POST /api/orders is there, as orders_create'],
  ['a parameter that is gone', { parameters: [] }, 'no longer: POST /api/orders takes query note'],
  [
    'a parameter that must now be sent',
    { parameters: [query('note', true)] },
    'new: POST /api/orders wants query note',
  ],
  ['a token that was not asked for', { needsToken: true }, 'new: POST /api/orders wants a token'],
  [
    'a field that must now be sent',
    { body: { ...released.body, required: ['currency', 'lines'] } },
    'new: POST /api/orders body wants lines',
  ],
  [
    'a value that is no longer taken',
    { body: withField(released.body, 'currency', { enum: ['eur'] }) },
    'no longer: POST /api/orders body.currency takes "usd"',
  ],
  [
    'a limit that moved',
    { body: withField(released.body, 'lines', { type: 'array', maxItems: 50, items: { type: 'string' } }) },
    'new: POST /api/orders body.lines wants maxItems 50',
  ],
  [
    'a field that an answer may now lack',
    { answer: { ...released.answer, required: ['status'] } },
    'no longer: POST /api/orders answer has at',
  ],
  [
    'a field of another type',
    { answer: withField(released.answer, 'at', { type: ['string', 'null'] }) },
    'new: POST /api/orders answer.at may be null',
  ],
  [
    'a value that an answer did not have',
    { answer: withField(released.answer, 'status', { type: 'string', enum: ['open', 'paid', 'lost'] }) },
    'new: POST /api/orders answer.status may be "lost"',
  ],
])('%s is told', ([, change, sentence]) => {
  expect(breakingChanges(documentOf({}), documentOf(change))).toContain(sentence)
})
