import { http, HttpResponse, type HttpHandler, type JsonBodyType } from 'msw'
import type { FakeProcedures } from './fake-procedures.ts'
import { answerOf, eventStreamOf, readRequest, type Versioned, type WireCall } from './wire.ts'

export interface PaymentsHandlersOptions {
  /** Where the client under test looks for the API; any origin unless said. */
  url?: string
  /** Hears of every call, before it is answered. */
  onCall?: (call: WireCall) => void
}

type AnyFake = (input: unknown) => unknown

/**
 * Handlers for `setupServer` or `setupWorker` of msw that answer the client as the API would: batches, refusals, streams. A call
 * of a procedure that has no stand-in fails with a sentence that names it.
 */
export function paymentsHandlers(procedures: FakeProcedures, options: PaymentsHandlersOptions = {}): HttpHandler[] {
  const { url = '*/trpc', onCall } = options
  // By name; the types have made sure that each takes its input.
  const fakes = procedures as Record<string, AnyFake | undefined>
  const run = ({ path, input }: WireCall): unknown => {
    const fake = Object.hasOwn(fakes, path) ? fakes[path] : undefined
    if (!fake) throw new Error(`The test has no ${path}: give paymentsHandlers one`)
    return fake(input)
  }
  return [
    http.all(`${url}/:paths`, async ({ request, params }) => {
      const { isBatch, calls } = await readRequest(request, String(params['paths']))
      for (const call of calls) onCall?.(call)
      const [first] = calls
      if (first && isStream(request)) return streamOf(() => run(first))
      const answers = await Promise.all(calls.map((call) => answerOf(() => run(call))))
      const [answer] = answers
      // Answers are JSON.
      const bodies = answers.map(({ body }) => body)
      return HttpResponse.json((isBatch ? bodies : bodies[0]) as JsonBodyType, {
        status: answers.length > 1 ? 207 : (answer?.status ?? 200),
      })
    }),
  ]
}

const isStream = (request: Request): boolean => request.headers.get('accept')?.includes('text/event-stream') === true

async function streamOf(states: () => unknown): Promise<Response> {
  // What a stand-in of a stream gives, by its type.
  const opened = await answerOf(states)
  if (opened.status !== 200) return HttpResponse.json(opened.body as JsonBodyType, { status: opened.status })
  const { result } = opened.body as { result: { data: Iterable<Versioned> | AsyncIterable<Versioned> } }
  return new HttpResponse(eventStreamOf(result.data), { headers: { 'content-type': 'text/event-stream' } })
}
