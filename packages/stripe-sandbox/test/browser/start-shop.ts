import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'

export interface Shop extends AsyncDisposable {
  /** Address of the checkout page, with a query that says how it should be. */
  url(query?: Record<string, string>): string
}

/** Builds the test's checkout page with the unchanged Stripe packages and serves it from an origin of its own. */
export async function startShop(sandbox: { url: string; publishableKey: string }): Promise<Shop> {
  const script = await buildScript()
  const page = `<!doctype html><html lang="en"><head><title>Shop</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><script src="${sandbox.url}/stripe.js"></script>
<style>body { margin: 24px auto; max-width: 560px; padding: 0 16px; font-family: sans-serif } body.dark { background: #1f2028; color: #fff } button { margin: 16px 8px 0 0 } output { display: block; white-space: pre }</style>
</head><body><div id="root"></div><script type="module" src="/shop.js"></script></body></html>`
  // As strict as a careful shop's: only the sandbox beside its own files, no inline script.
  const policy = `default-src 'self'; script-src 'self' ${sandbox.url}; connect-src ${sandbox.url}; frame-src ${sandbox.url}; style-src 'unsafe-inline'; img-src data:`
  const server = createServer((request, response) => {
    const isScript = request.url === '/shop.js'
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': policy,
    })
    response.end(isScript ? script : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined

  return {
    url: (query = {}) =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ key: sandbox.publishableKey, ...query }).toString()}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

let built: Promise<string> | undefined

/** React's development build, in which StrictMode mounts everything twice. */
function buildScript(): Promise<string> {
  return (built ??= (async () => {
    const result = await build({
      configFile: false,
      logLevel: 'error',
      mode: 'development',
      define: { 'process.env.NODE_ENV': '"development"' },
      build: {
        write: false,
        minify: false,
        lib: {
          entry: fileURLToPath(new URL('./shop-page/shop.tsx', import.meta.url)),
          formats: ['es'],
        },
      },
    })
    const output = Array.isArray(result) ? result[0] : result
    if (!output || !('output' in output)) throw new Error('Vite did not build the shop page')
    return output.output[0].code
  })())
}
