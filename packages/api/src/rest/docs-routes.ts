import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ServerResponse } from 'node:http'
import type { PlainRoute } from '../http/plain-routes.ts'
import { openApiDocument } from './openapi/openapi-document.ts'

/** The library's own files and ours; nothing comes from another origin, and nothing is written into the page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Azora Payments API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/api/docs/page.css" />
  </head>
  <body>
    <main id="docs"></main>
    <noscript>The documentation needs JavaScript; <a href="/api/openapi.json">the document itself</a> does not.</noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/page.js"></script>
  </body>
</html>
`

/** A token is kept nowhere but in the page; the reader pastes one to try a call. */
const script = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
})
`

const styles = `body { margin: 0; background: #fff; }
.swagger-ui .wrapper { max-width: 72rem; padding-inline: 1rem; }
.swagger-ui .opblock-summary-path { word-break: break-word; }
noscript { display: block; padding: 2rem; font: 1rem/1.5 system-ui, sans-serif; }
`

const own: Record<string, { type: string; text: string }> = {
  'page.js': { type: 'text/javascript; charset=utf-8', text: script },
  'page.css': { type: 'text/css; charset=utf-8', text: styles },
}
const ofLibrary: Record<string, string> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
}

let document: string | undefined

/** The API's own description, and pages that show it and try it. Public: it says what is there, not what is in it. */
export const docsRoutes: readonly PlainRoute[] = [
  {
    name: '/api/openapi.json',
    path: /^\/api\/openapi\.json$/,
    answer({ res }) {
      document ??= JSON.stringify(openApiDocument())
      send(res, 'application/json; charset=utf-8', document)
    },
  },
  {
    name: '/api/docs',
    path: /^\/api\/docs$/,
    answer({ res }) {
      res.setHeader('content-security-policy', policy)
      send(res, 'text/html; charset=utf-8', page)
    },
  },
  {
    name: '/api/docs/:file',
    path: /^\/api\/docs\/(page\.js|page\.css|swagger-ui-bundle\.js|swagger-ui\.css)$/,
    async answer({ res }, file = '') {
      const ours = own[file]
      if (ours) return send(res, ours.type, ours.text)
      const path = createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`)
      send(res, ofLibrary[file] ?? 'text/plain', await readFile(path))
    },
  },
]

function send(res: ServerResponse, type: string, body: string | Buffer): void {
  res.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'public, max-age=300',
  })
  res.end(body)
}
