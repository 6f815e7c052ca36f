import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '@azora/payments-core/refusal'
import type { AnyTRPCProcedure } from '@trpc/server'
import { appRouter } from '../app-router.ts'
import type { ApiContext } from '../trpc.ts'
import { sendJson } from '../http/send-json.ts'
import { inputSchemaOf } from './input-schema.ts'
import type { FoundAddress } from './match-route.ts'
import { plainProblem, sendProblem, writeProblem } from './problem.ts'
import { readInput } from './read-input.ts'

export interface RestRequest {
  req: IncomingMessage
  res: ServerResponse
  found: FoundAddress
  requestId: string
  maximumBodyBytes: number
  createContext: () => Promise<ApiContext>
  onError: (failed: { error: unknown; path: string }) => void
}

// By their whole paths; its type says that they are nested.
const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>

const takesNothing = new Refusal({ code: 'input_invalid', fields: [{ path: '', message: 'takes nothing' }] })

/** Calls a procedure as tRPC would, for a request that names it by address: the same rules, refusals and records. */
export async function answerRest(request: RestRequest): Promise<void> {
  const { req, res, found, requestId, maximumBodyBytes, createContext, onError } = request
  const { call, methods } = found
  const procedure = call && procedures[call.procedure]
  if (!call || !procedure) {
    res.setHeader('allow', methods.join(', '))
    return writeProblem(res, { ...plainProblem(405, `Only ${methods.join(' and ')} is answered here.`), requestId })
  }
  const hungUp = new AbortController()
  res.once('close', () => {
    if (!res.writableEnded) hungUp.abort()
  })
  let input: Promise<unknown> | undefined
  const schema = inputSchemaOf(procedure)
  try {
    if (!schema && req.url?.includes('?')) throw takesNothing
    const data: unknown = await procedure({
      path: call.procedure,
      type: procedure._def.type,
      ctx: await createContext(),
      signal: hungUp.signal,
      batchIndex: 0,
      // Read no earlier than the procedure asks for it: whoever may not call is not listened to.
      getRawInput: () => (input ??= readInput({ req, call, schema, maximumBodyBytes })),
    })
    sendJson(res, 200, data)
  } catch (error) {
    onError({ error, path: call.procedure })
    sendProblem(res, error, requestId)
  }
}
