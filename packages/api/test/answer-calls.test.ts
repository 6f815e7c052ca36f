import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appRouter } from '@azora/api/app-router'
import { createApiHandler } from '@azora/api/host'
import { createWorld, personas, type World } from '@azora/test-kit/create-world'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

let world: World
let ours: Server
let stock: Server

beforeAll(async () => {
  world = await createWorld()
  const log = pino({ level: 'silent' })
  const verifier = { verify: async () => personas.shopper }
  const handle = createApiHandler({ context: world.ctx, verifier, config: {} as never, log })
  ours = await listen((req, res) => handle(req, res, () => res.writeHead(404).end()))
  stock = await listen((req, res) => {
    void nodeHTTPRequestHandler({
      router: appRouter,
      req,
      res,
      path: (req.url ?? '').slice('/trpc/'.length).split('?')[0] ?? '',
      maxBodySize: 256 * 1024,
      maxBatchSize: 20,
      createContext: async () => ({
        payments: world.ctx,
        requestId: String(req.headers['x-request-id']),
        caller: req.headers.authorization === undefined ? null : personas.shopper,
      }),
    })
  })
})
afterAll(async () => {
  for (const server of [ours, stock]) server.close()
  await world[Symbol.asyncDispose]()
})

async function listen(handle: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return server
}

interface Asked {
  method?: string
  path: string
  body?: string | Buffer
  headers?: Record<string, string>
  signedIn?: boolean
}

/** Without what `fetch` would make of an address. */
async function ask(server: Server, { method = 'GET', path, body, headers = {}, signedIn = true }: Asked) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      {
        port: (server.address() as AddressInfo).port,
        method,
        path: `/trpc/${path}`,
        headers: {
          'x-request-id': 'request-0001',
          ...(method === 'POST' && { 'content-type': 'application/json' }),
          ...(signedIn && { authorization: 'Bearer some.access.token' }),
          ...headers,
        },
      },
      resolve,
    )
    sent.once('error', reject)
    sent.end(body)
  })
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode, headers: told(answer.headers), body: Buffer.concat(chunks).toString() }
}

/** What the two ways may say differently is about the connection only. */
const told = ({ 'content-type': type, vary }: IncomingHttpHeaders) => ({ type, vary })

const input = (value: unknown) => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
const unknownId = '01a1fd55-7a80-77db-8719-206d47609192'
const post = (path: string, body: string | Buffer): Asked => ({ method: 'POST', path, body })

const requests: Record<string, Asked> = {
  'a query without input': { path: 'health.check' },
  'a query that is not signed in': { path: 'payments.list', signedIn: false },
  'a query with its input': { path: `payments.list?input=${input({ limit: 2 })}` },
  'a query with an empty input': { path: 'payments.list?input=' },
  'a query whose input is null': { path: `payments.list?input=${input('null')}` },
  'a query whose input is no JSON': { path: 'payments.list?input={' },
  'a query whose input is not encoded well': { path: 'payments.list?input=%E0%A4%A' },
  'two inputs': { path: `payments.list?input=${input({ limit: 1 })}&input=${input({ limit: 99 })}` },
  'what is not there': { path: `payments.get?input=${input({ paymentId: unknownId })}` },
  'a role that may not': { path: `audit.list?input=${input({})}` },
  'a procedure that is not there': { path: 'payments.nothing' },
  'a name that every object has': { path: 'constructor' },
  'an encoded path': { path: 'health%2Echeck' },
  'a path that cannot be decoded': { path: '%E0%A4%A' },
  'a router': { path: 'payments' },
  'a mutation by GET': { path: `payments.process?input=${input({})}` },
  'a query by POST': post('health.check', '{}'),
  'a mutation with the wrong input': post('payments.process', '{"requestId":1}'),
  'a mutation without a body': post('payments.process', ''),
  'a mutation whose body is no JSON': post('payments.process', '{"a":'),
  'a mutation with bytes that are no text': post('payments.process', Buffer.from([0x7b, 0xff, 0x22])),
  'a mutation after a byte order mark': post('payments.process', '\uFEFF{"requestId":1}'),
  'a mutation with what would change every object': post(
    'payments.process',
    '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}',
  ),
  'a batch': { path: `health.check,catalog.list?batch=1&input=${input({})}` },
  'a batch of one': { path: `payments.list?batch=1&input=${input({ 0: { limit: 1 } })}` },
  'a batch of which one fails': {
    path: `health.check,payments.get?batch=1&input=${input({ 1: { paymentId: unknownId } })}`,
  },
  'a batch that all fails alike': {
    path: `payments.get,payments.get?batch=1&input=${input({ 0: { paymentId: unknownId }, 1: { paymentId: unknownId } })}`,
  },
  'a batch whose input is a list': { path: `health.check,payments.list?batch=1&input=${input([{}, {}])}` },
  'a batch of queries and mutations': { path: 'health.check,payments.process?batch=1' },
  'a batch beyond the limit': { path: `${Array.from({ length: 21 }, () => 'health.check').join(',')}?batch=1` },
  'a batch with a name that is not there': { path: 'health.check,nothing.here?batch=1' },
  'a batch of mutations': post('payments.process,payments.cancel?batch=1', '{"0":{},"1":{}}'),
  'a batch by another name': { path: 'health.check,catalog.list' },
  'a stream of answers': {
    path: `health.check?batch=1&input=${input({})}`,
    headers: { 'trpc-accept': 'application/jsonl' },
  },
  'a body beyond the limit': post('payments.process', `{"requestId":"${'x'.repeat(300_000)}"}`),
  'a body beyond the limit of somebody who is not signed in': {
    ...post('payments.process', 'x'.repeat(300_000)),
    signedIn: false,
  },
}

test.each(Object.entries(requests))('%s is answered as the stock adapter answers it', async (_name, asked) => {
  const [answer, expected] = [await ask(ours, asked), await ask(stock, asked)]

  expect(withoutTimes(answer)).toEqual(withoutTimes(expected))
})

const withoutTimes = (answer: object) => JSON.stringify(answer).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
