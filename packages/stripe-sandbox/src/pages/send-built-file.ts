import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'

const builtFolder = new URL('../../dist/browser/', import.meta.url)

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Sends a file that `vite build` made, revalidated at each use so that a rebuilt sandbox is never served stale.
 * Answers 503 with the command that builds when there is no build, and false when the build has no such file.
 */
export async function sendBuiltFile(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<boolean> {
  if (!/^(assets\/)?[\w-]+\.(js|css|svg)$/.test(name)) return false
  const content = await readFile(new URL(name, builtFolder)).catch(() => undefined)
  if (!content) return (await isBuilt()) ? false : (sendNotBuilt(response), true)

  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  const isFresh = request.headers['if-none-match'] === etag
  response.writeHead(isFresh ? 304 : 200, {
    'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag,
  })
  response.end(isFresh || request.method === 'HEAD' ? undefined : content)
  return true
}

export async function isBuilt(): Promise<boolean> {
  const files = ['stripe.js', 'assets/element.js', 'assets/challenge.js']
  const found = await Promise.all(files.map((name) => readFile(new URL(name, builtFolder)).catch(() => undefined)))
  return found.every(Boolean)
}

export function sendNotBuilt(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(
    'The browser files of the Stripe sandbox are not built. Run: pnpm --filter @azora/stripe-sandbox build\n',
  )
}
