import type { IncomingMessage } from 'node:http'
import type { AnyTRPCProcedure } from '@trpc/server'
import { appRouter } from '../app-router.ts'

/** Calls of queries or mutations whose answers come together, as one JSON. */
export interface PlainCalls {
  isBatch: boolean
  calls: readonly { path: string; procedure: AnyTRPCProcedure }[]
  /** What the query of a GET carries. */
  queryInput: string | null
}

// By their whole paths; its type says that they are nested.
const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>

/**
 * What a request asks for, if it is of the kind that nearly all are; undefined for streams, for what does not exist, and for
 * whatever else is to be refused.
 *
 * @param path what follows `/trpc/`, as it was sent
 */
export function plainCallsOf(req: IncomingMessage, path: string, maximumBatch: number): PlainCalls | undefined {
  if (wantsStream(req)) return undefined
  const query = queryOf(req)
  if (query?.has('connectionParams')) return undefined
  const isBatch = query?.get('batch') === '1'
  const paths = isBatch ? path.split(',') : [path]
  if (paths.length > maximumBatch) return undefined

  const type = req.method === 'POST' ? 'mutation' : 'query'
  const calls = paths.flatMap((name) => {
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined
    return procedure?._def.type === type ? [{ path: name, procedure }] : []
  })
  return calls.length === paths.length ? { isBatch, calls, queryInput: query?.get('input') ?? null } : undefined
}

const wantsStream = ({ headers }: IncomingMessage) =>
  headers['trpc-accept'] !== undefined || headers.accept?.includes('application/jsonl') === true

function queryOf({ url = '' }: IncomingMessage): URLSearchParams | undefined {
  const start = url.indexOf('?')
  return start === -1 ? undefined : new URLSearchParams(url.slice(start + 1))
}
