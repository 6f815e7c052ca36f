import type { IncomingMessage, ServerResponse } from 'node:http'
import { handleControl } from '../control/handle-control.ts'
import type { SandboxCore } from '../core.ts'
import { handlePage } from '../pages/handle-page.ts'
import type { StripeSandbox } from '../stripe-sandbox.ts'
import { jsonAnswer, send } from './answer.ts'
import { handleApi, type Api } from './handle-api.ts'
import { unrecognizedUrl } from './stripe-error.ts'

export interface Served {
  api: Api
  sandbox: StripeSandbox
  core: SandboxCore
}

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, Stripe-Version, Stripe-Account',
  'access-control-max-age': '300',
}

/** The API, the control, and the pages of one sandbox, as a listener of `node:http`. */
export function serve(served: Served): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    route(served, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, jsonAnswer(500, { error: { type: 'api_error', message: String(error) } }))
    })
  }
}

async function route(
  { api, sandbox, core }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', api.url)
  const { pathname } = url
  if (pathname.startsWith('/v1/') || pathname.startsWith('/v2/')) {
    if (request.method === 'OPTIONS') response.writeHead(204, corsHeaders).end()
    else await handleApi(api, request, response)
  } else if (pathname === '/_sandbox' || pathname.startsWith('/_sandbox/')) {
    await handleControl(sandbox, request, response)
  } else if (!(await handlePage(core, request, response, url))) {
    send(response, jsonAnswer(404, { error: unrecognizedUrl(request.method ?? 'GET', pathname).body }))
  }
}
