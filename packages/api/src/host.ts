import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PublicConfig } from '@azora/contract/public-config'
import type { PaymentContext } from '@azora/payments-core/context'
import { Refusal } from '@azora/payments-core/refusal'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import type { Logger } from 'pino'
import { appRouter } from './app-router.ts'
import { answerCalls } from './http/answer-calls.ts'
import { findCaller } from './http/find-caller.ts'
import { plainCallsOf } from './http/plain-calls.ts'
import { plainRoutes } from './http/plain-routes.ts'
import { requestIdOf } from './http/request-id.ts'
import { sendJson, sendRefusal } from './http/send-json.ts'
import { answerRest } from './rest/answer-rest.ts'
import { matchRoute, type FoundAddress } from './rest/match-route.ts'
import { plainProblem, writeProblem } from './rest/problem.ts'
import { toTrpcError } from './to-trpc-error.ts'
import type { AccessTokenVerifier } from './token/verify-access-token.ts'

export interface ApiHandlerOptions {
  context: PaymentContext
  verifier: AccessTokenVerifier
  config: PublicConfig
  log: Logger
}

/** Answers what is the API's and calls `next` for everything else; fits `node:http` and Express. */
export type ApiHandler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

const maximumBodyBytes = 256 * 1024
const maximumBatch = 20
const trpcPrefix = '/trpc/'
const restPrefix = '/api/'

interface ApiRequest extends ApiHandlerOptions {
  req: IncomingMessage
  res: ServerResponse
  path: string
  requestId: string
}

/** The whole API on HTTP: tRPC under `/trpc`, the same procedures as REST under `/api`, and documents that are asked for by address. */
export function createApiHandler(options: ApiHandlerOptions): ApiHandler {
  return (req, res, next) => {
    const path = pathOf(req)
    const route = plainRoutes.find((plain) => plain.path.test(path))
    const isRest = path.startsWith(restPrefix)
    if (!route && !isRest && !path.startsWith(trpcPrefix)) return next()
    const found = route || !isRest ? undefined : matchRoute(req.method ?? '', path)

    const requestId = requestIdOf(req)
    const log = options.log.child({ requestId })
    res.setHeader('x-request-id', requestId)
    res.setHeader('x-content-type-options', 'nosniff')
    logWhenDone({ req, res, log }, route?.name ?? found?.name ?? path)

    const request = { ...options, log, context: { ...options.context, log }, req, res, path, requestId }
    const answer = route ? answerPlain(request, route) : isRest ? answerByAddress(request, found) : answerTrpc(request)
    answer.catch((error: unknown) => {
      log.error({ error }, 'a request failed')
      if (res.headersSent) res.destroy()
      else sendRefusal(res, error)
    })
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** One line a request: the route and never the query, which holds input. A stream is logged when it ends. */
function logWhenDone({ req, res, log }: Pick<ApiRequest, 'req' | 'res' | 'log'>, route: string): void {
  const startedAt = performance.now()
  res.once('close', () => {
    const durationMs = Math.round(performance.now() - startedAt)
    const { method } = req
    log.info({ method, route: route.slice(0, 200), status: res.statusCode, durationMs }, 'request')
  })
}

async function answerPlain(request: ApiRequest, route: (typeof plainRoutes)[number]): Promise<void> {
  const { req, res, path, context, config, verifier, requestId, log } = request
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('allow', 'GET, HEAD')
    return sendJson(res, 405, { error: { message: 'Only GET is answered here.', refusal: null } })
  }
  try {
    const [, ...parts] = route.path.exec(path) ?? []
    const plain = { req, res, payments: context, config, requestId, findCaller: () => findCaller(req, verifier) }
    await route.answer(plain, ...parts)
  } catch (error) {
    if (toTrpcError(error).code === 'INTERNAL_SERVER_ERROR') log.error({ error }, 'a request failed')
    sendRefusal(res, error)
  }
}

/** What a procedure is called with, and who hears when it fails. */
function callOf({ req, context, verifier, requestId, log }: ApiRequest) {
  return {
    createContext: async () => ({ payments: context, requestId, ...(await findCaller(req, verifier)) }),
    onError: ({ error, path: procedure }: { error: unknown; path?: string | undefined }) => {
      const { code, cause } = toTrpcError(error)
      if (code === 'INTERNAL_SERVER_ERROR') log.error({ error: cause ?? error, procedure }, 'a procedure failed')
      if (code === 'SERVICE_UNAVAILABLE')
        log.warn({ error: cause?.cause ?? cause, procedure }, 'a procedure was refused for now')
    },
  }
}

async function answerByAddress(request: ApiRequest, found: FoundAddress | undefined): Promise<void> {
  const { req, res, requestId } = request
  if (!found) return writeProblem(res, { ...plainProblem(404, 'There is nothing at this address.'), requestId })
  await answerRest({ req, res, found, requestId, maximumBodyBytes, ...callOf(request) })
}

/** What nearly all requests ask for goes the short way; streams, and what is refused as tRPC, the stock adapter's. */
async function answerTrpc(request: ApiRequest): Promise<void> {
  const { req, res, path } = request
  res.setHeader('cache-control', 'no-store')
  const fault = methodFault(req)
  if (fault) return sendJson(res, fault.status, { error: { message: fault.message, refusal: null } })

  const { createContext, onError } = callOf(request)
  const procedurePath = path.slice(trpcPrefix.length)
  const plain = plainCallsOf(req, procedurePath, maximumBatch)
  if (plain)
    return answerCalls({ ...plain, req, res, maximumBodyBytes, createContext, onError, headersOf: retryAfterOf })

  await nodeHTTPRequestHandler({
    router: appRouter,
    req,
    res,
    path: procedurePath,
    maxBodySize: maximumBodyBytes,
    maxBatchSize: maximumBatch,
    createContext,
    responseMeta: ({ errors }) => ({ headers: retryAfterOf(errors) }),
    onError,
  })
}

/** When to come back, as plain HTTP says it; of several the last. */
function retryAfterOf(errors: readonly unknown[]): Record<string, string> {
  const seconds = errors.flatMap((error) => {
    const { cause } = toTrpcError(error)
    const isPassing = cause instanceof Refusal && cause.reason.code === 'temporarily_unavailable'
    return isPassing ? [cause.reason.retryAfterSeconds] : []
  })
  return seconds.length === 0 ? {} : { 'retry-after': String(Math.max(...seconds)) }
}

/** Forms and plain text are what another site can make a browser send without asking us. */
function methodFault({ method, headers }: IncomingMessage): { status: number; message: string } | undefined {
  if (method === 'GET') return undefined
  if (method !== 'POST') return { status: 405, message: 'Only GET and POST are answered here.' }
  const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
  return isJson ? undefined : { status: 415, message: 'Send JSON, with content-type application/json.' }
}
