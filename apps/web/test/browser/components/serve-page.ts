import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { builtPage, type Files } from './build-page.ts'
import type { PageSettings } from './team-page.tsx'

interface ServedPage {
  /** Attributes of the page's `html`. */
  html: string
  settings: PageSettings
  /** What a server has drawn of it; empty where all is left to the browser. */
  rendered: string
}

/** A server of a team: its own page, and our API passed through, as they would have it behind one origin. */
export async function servePage(apiUrl: string, page: ServedPage): Promise<AsyncDisposable & { url: string }> {
  const files = await builtPage()
  const policy = (await fetch(apiUrl)).headers.get('content-security-policy') ?? ''
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', apiUrl)
    const file = files.get(pathname.slice(1))
    if (file) res.writeHead(200, { 'content-type': file.contentType }).end(file.body)
    else if (pathname === '/') {
      res.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
      res.end(documentOf(files, page))
    } else passOn(apiUrl, req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function passOn(apiUrl: string, req: IncomingMessage, res: ServerResponse): void {
  const { host: _host, ...headers } = req.headers
  const onward = ask(new URL(req.url ?? '/', apiUrl), { method: req.method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  onward.on('error', () => res.destroy())
  res.on('close', () => onward.destroy())
  req.pipe(onward)
}

function documentOf(files: Files, { html, settings, rendered }: ServedPage): string {
  const names = [...files.keys()]
  const styles = names.filter((name) => name.endsWith('.css'))
  const scripts = names.filter((name) => name.endsWith('.js'))
  return `<!doctype html>
<html lang="${settings.locale}" ${html}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>A page of a team</title>
    ${styles.map((name) => `<link rel="stylesheet" href="/${name}">`).join('')}
    <script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', String.raw`\u003c`)}</script>
  </head>
  <body>
    <div id="root">${rendered}</div>
    ${scripts.map((name) => `<script type="module" src="/${name}"></script>`).join('')}
  </body>
</html>`
}
