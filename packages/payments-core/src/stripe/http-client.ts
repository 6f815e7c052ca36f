import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import Stripe from 'stripe'
import type { CallBudget } from './call-budget.ts'

export type HttpClient = NonNullable<Stripe.StripeConfig['httpClient']>
type HttpResponse = Awaited<ReturnType<HttpClient['makeRequest']>>

const maximumBodyBytes = 16 * 1024 * 1024

/**
 * The SDK's way to the network, with three things that its own does not do: every request on the wire is counted, a call
 * ends in time whatever it waits for (the SDK's limit is for silence only, and not for connecting), and a closed connection does not
 * look like one, because the SDK would call again by itself, also with its retries off.
 *
 * @param budgetOf of the request that is being worked on
 * @see https://github.com/stripe/stripe-node/issues/2808 (read 2026-11-25)
 */
export function createHttpClient(budgetOf: () => CallBudget): HttpClient {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

  return {
    getClientName: () => 'node',
    async makeRequest(...[host, port, path, method, headers, body, protocol, timeoutMs]) {
      const budget = budgetOf()
      budget.take()
      const options = { host, port, path, method, headers: withoutGaps(headers) }
      const request =
        protocol === 'http'
          ? http.request({ ...options, agent: agents.http })
          : https.request({ ...options, agent: agents.https })
      const response = await send(request, { body, limitMs: Math.min(timeoutMs, budget.leftMs()) })
      const status = response.statusCode ?? 0
      if (method === 'GET' && status >= 200 && status < 300) budget.giveBack()
      return answerOf(response, status)
    },
  }
}

const withoutGaps = (headers: object): http.OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined && value !== null))

/** Resolves with the head of the answer. The limit holds for the body too: when it is over, the connection is cut. */
function send(request: ClientRequest, { body, limitMs }: { body: string; limitMs: number }): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => request.destroy(Stripe.HttpClient.makeTimeoutError()), limitMs)
    request.once('close', () => clearTimeout(limit))
    request.once('response', resolve)
    request.on('error', (cause) => reject(new Error('no answer from Stripe', { cause })))
    request.end(body)
  })
}

const answerOf = (response: IncomingMessage, status: number): HttpResponse => ({
  getStatusCode: () => status,
  getHeaders: () => headersOf(response),
  getRawResponse: () => response,
  toStream(onEnd) {
    response.once('end', onEnd)
    return response
  },
  async toJSON() {
    const text = await readBody(response).catch((error: unknown) => {
      throw Stripe.HttpClient.makeResponseBodyError(error)
    })
    try {
      return JSON.parse(text)
    } catch (error) {
      // A proxy's page: told as an error of Stripe's, it keeps its status and says when to come back.
      if (status >= 500 || status === 429) return { error: { type: 'api_error', message: 'the answer is not JSON' } }
      throw error
    }
  },
})

const headersOf = ({ headers }: IncomingMessage): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']))

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > maximumBodyBytes) throw new Error('the answer is larger than any of Stripe’s')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
