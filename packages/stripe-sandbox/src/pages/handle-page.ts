import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SandboxCore } from '../core.ts'

/** Answers the browser's side of the sandbox; `false` when the path is not a page's. */
// eslint-disable-next-line max-params -- the same order as node's own request handlers, with what they lack around it
export async function handlePage(
  _core: SandboxCore,
  _request: IncomingMessage,
  _response: ServerResponse,
  _url: URL,
): Promise<boolean> {
  return false
}
