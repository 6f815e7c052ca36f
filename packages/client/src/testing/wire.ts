import type { RefusalCode } from '@azora/contract/refusal-reason'
import { FakeRefusal } from './refuse.ts'

/** One call of a request, and the place of its answer. */
export interface WireCall {
  path: string
  input: unknown
}

export interface WireRequest {
  isBatch: boolean
  calls: WireCall[]
}

/** Reads a request of the client's as tRPC sends it: https://trpc.io/docs/rpc (read 2026-12-01). */
export async function readRequest(request: Request, paths: string): Promise<WireRequest> {
  const { searchParams } = new URL(request.url)
  const isBatch = searchParams.get('batch') === '1'
  const text = request.method === 'GET' ? searchParams.get('input') : await request.text()
  const sent: unknown = text ? JSON.parse(text) : undefined
  const inputs = isBatch && typeof sent === 'object' && sent !== null ? Object.values(sent) : [sent]
  const at = isBatch && typeof sent === 'object' && sent !== null ? Object.keys(sent) : ['0']
  const inputOf = (place: number) => inputs[at.indexOf(String(place))] as unknown
  const names = isBatch ? paths.split(',') : [paths]
  return { isBatch, calls: names.map((path, place) => ({ path, input: inputOf(place) })) }
}

/** What a call came to, as tRPC writes it. */
export async function answerOf(work: () => unknown): Promise<{ status: number; body: unknown }> {
  try {
    return { status: 200, body: { result: { data: await work() } } }
  } catch (error) {
    const [code, httpStatus] = statusOf(error)
    const refusal = error instanceof FakeRefusal ? error.reason : null
    const message = error instanceof Error ? error.message : 'Something went wrong'
    return {
      status: httpStatus,
      body: { error: { code: -32_000, message, data: { code, httpStatus, refusal, requestId: 'test' } } },
    }
  }
}

/** What the client tells apart; every other no is a conflict here. */
const statuses: Partial<Record<RefusalCode, [code: string, httpStatus: number]>> = {
  unauthenticated: ['UNAUTHORIZED', 401],
  forbidden: ['FORBIDDEN', 403],
  temporarily_unavailable: ['SERVICE_UNAVAILABLE', 503],
}

function statusOf(error: unknown): [code: string, httpStatus: number] {
  if (!(error instanceof FakeRefusal)) return ['INTERNAL_SERVER_ERROR', 500]
  return statuses[error.reason.code] ?? ['CONFLICT', 409]
}

/** A stream of states as server-sent events, ended as the API ends one. */
export function eventStreamOf(states: Iterable<Versioned> | AsyncIterable<Versioned>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(`${text}\n\n`))
      write('event: connected\ndata: {}')
      for await (const state of states) write(`data: ${JSON.stringify(state)}\nid: ${state.version}`)
      write('event: return\ndata: ')
      controller.close()
    },
  })
}

export interface Versioned {
  version: number
}
