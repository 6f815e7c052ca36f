import type { IncomingMessage, ServerResponse } from 'node:http'
import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import { appRouter } from '../app-router.ts'
import type { ApiContext } from '../trpc.ts'
import type { PlainCalls } from './plain-calls.ts'
import { readBody } from './read-body.ts'

export interface CallsRequest extends PlainCalls {
  req: IncomingMessage
  res: ServerResponse
  maximumBodyBytes: number
  createContext: () => Promise<ApiContext>
  onError: (failed: { error: TRPCError; path: string }) => void
  /** Further headers of an answer with these errors. */
  headersOf: (errors: readonly TRPCError[]) => Record<string, string>
}

type Inputs = Record<number, unknown>

/**
 * Answers queries and mutations as the stock adapter of tRPC does, byte for byte, without making a `Request` and a `Response`
 * of each first, which costs several times what a procedure does.
 */
export async function answerCalls(request: CallsRequest): Promise<void> {
  const { res, calls, isBatch, onError, headersOf } = request
  const context = await request.createContext().then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  )
  const inputs = once(() => readInputs(request))
  const hungUp = new AbortController()
  res.once('close', () => {
    if (!res.writableEnded) hungUp.abort()
  })

  const errors: TRPCError[] = []
  const answers = await Promise.all(
    calls.map(async ({ path, procedure }, batchIndex) => {
      const { type } = procedure._def
      const call = {
        path,
        type,
        signal: hungUp.signal,
        batchIndex,
        getRawInput: async () => (await inputs.read())[batchIndex],
      }
      try {
        if (!context.value) throw context.error
        const data: unknown = await procedure({ ...call, ctx: context.value })
        return { result: { data } }
      } catch (cause) {
        const error = getTRPCErrorFromUnknown(cause)
        errors.push(error)
        onError({ error, path })
        const input = inputs.known()?.[batchIndex]
        return {
          error: getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx: context.value }),
        }
      }
    }),
  )
  if (errors.some(({ code }) => code === 'PAYLOAD_TOO_LARGE')) res.setHeader('connection', 'close')
  const body = JSON.stringify(isBatch ? answers : answers[0])
  res.writeHead(getHTTPStatusCode(answers), {
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/json',
    vary: 'trpc-accept, accept',
    ...headersOf(errors),
  })
  res.end(body)
}

/** By their places in the batch. A body is read no earlier than a procedure asks for it: whoever may not call is not listened to. */
async function readInputs({ req, isBatch, queryInput, maximumBodyBytes }: CallsRequest): Promise<Inputs> {
  const text = req.method === 'POST' ? await readBody(req, maximumBodyBytes) : queryInput
  const sent: unknown = text === null || (text === '' && req.method === 'GET') ? undefined : JSON.parse(text)
  if (!isBatch || sent === undefined) return { 0: sent }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    throw new TRPCError({ code: 'BAD_REQUEST', message: '"input" needs to be an object when doing a batch call' })
  return { ...sent }
}

/** Does it at the first asking, and remembers what came of it. */
function once(work: () => Promise<Inputs>) {
  let promise: Promise<Inputs> | undefined
  let value: Inputs | undefined
  return {
    read() {
      promise ??= work().then(
        (done) => (value = done),
        (cause: unknown) => {
          if (cause instanceof TRPCError) throw cause
          throw new TRPCError({ code: 'BAD_REQUEST', message: 'Invalid input', cause })
        },
      )
      return promise
    },
    known: () => value,
  }
}
