import type { IncomingMessage, ServerResponse } from 'node:http'

import type { SandboxCore } from '../core.ts'
import { elementPages } from './element-page.ts'
import { isBuilt, sendBuiltFile, sendNotBuilt } from './send-built-file.ts'
import { sendPage } from './send-page.ts'
import { handleThreeDSecure } from './three-d-secure/handle-three-d-secure.ts'

/**
 * Answers the browser's side of the sandbox: `/stripe.js`, the pages inside element iframes, their files and the 3-D
 * Secure challenge. False when the path is none of these.
 */
// The order of node's own request handlers, with what they lack around it.
// eslint-disable-next-line max-params
export async function handlePage(
  core: SandboxCore,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const { pathname } = url
  const challenge = /^\/three-d-secure\/([\w-]+)$/.exec(pathname)?.[1]
  if (challenge) return handleThreeDSecure({ core, request, response, url, token: challenge })
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (pathname === '/stripe.js') return sendBuiltFile(request, response, 'stripe.js')

  const asset = /^\/elements\/assets\/([\w.-]+)$/.exec(pathname)?.[1]
  if (asset) return sendBuiltFile(request, response, `assets/${asset}`)

  const page = elementPages[pathname]
  if (!page) return false
  if (await isBuilt()) sendPage(response, page)
  else sendNotBuilt(response)
  return true
}
