import type { ServerResponse } from 'node:http'
import type { Html } from './html.ts'

export interface PageInput {
  status?: number
  /** Another origin that a form of the page may lead to. */
  formTarget?: string | undefined
}

/** Sends a page of the sandbox: no inline script, nothing from elsewhere, any page may embed it (it is a sandbox). */
export function sendPage(response: ServerResponse, page: Html, { status = 200, formTarget }: PageInput = {}): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(formTarget),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(page.text)
}

function contentSecurityPolicy(formTarget: string | undefined): string {
  const own = "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
  const form = ["form-action 'self'", formTarget].filter(Boolean).join(' ')
  return `default-src 'none'; ${own}; ${form}; base-uri 'none'; frame-ancestors *`
}
