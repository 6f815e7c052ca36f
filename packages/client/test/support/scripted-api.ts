import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  method: string
  path: string
  authorization: string | undefined
  /** The inputs of the calls in it, by place. */
  inputs: Record<string, unknown>
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  /** One result for each call of the request. */
  results?: readonly unknown[]
  /** Sent as it is, instead of results. */
  body?: string
}

/** Says what comes next; a promise that stays open keeps the request waiting, `null` hangs up. */
export type Script = (seen: Seen, attempt: number) => Reply | null | Promise<Reply | null>

export const data = (value: unknown) => ({ result: { data: value } })
export const refusal = (reason: { code: string }, httpStatus: number, code = 'CONFLICT') => ({
  error: { code: -32_009, message: 'No.', data: { code, httpStatus, refusal: reason, requestId: 'r-1' } },
})
export const fault = (httpStatus: number, code: string) => ({
  error: {
    code: -32_603,
    message: 'Something went wrong',
    data: { code, httpStatus, refusal: null, requestId: 'r-1' },
  },
})

/** Somebody else's server, which answers as the test says and remembers what it was asked. */
export async function startScriptedApi(script: Script) {
  const seen: Seen[] = []
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()))
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const request = await read(req)
    const reply = await script(request, seen.push(request))
    if (!reply) return res.destroy()
    const { status = 200, headers = {}, results = [], body = JSON.stringify(results) } = reply
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/trpc`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function read(req: IncomingMessage): Promise<Seen> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost')
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  const text = req.method === 'GET' ? (searchParams.get('input') ?? '{}') : Buffer.concat(chunks).toString()
  return {
    method: req.method ?? '',
    path: pathname.slice('/trpc/'.length),
    authorization: req.headers.authorization,
    // The client's own batches.
    inputs: JSON.parse(text) as Record<string, unknown>,
  }
}
