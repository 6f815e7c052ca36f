import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiHandler } from '@azora/api/host'
import { createAccessTokenVerifier } from '@azora/api/token/verify-access-token'
import { createMetrics } from '@azora/metrics/create-metrics'
import { createPaymentsClient } from '@azora/payments-client'
import { createLog } from '@azora/payments-core/log/create-log'
import { createWorld, type WorldOptions } from '@azora/test-kit/create-world'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createApp } from '../../server/create-app.ts'

export interface PostInit {
  method?: string
  body: string
  headers?: Record<string, string>
}

/** The web process's parts on a port of their own, over a world of their own, with an issuer and small pages. */
export async function startWeb(options: WorldOptions = {}) {
  await using stack = new AsyncDisposableStack()
  const world = stack.use(await createWorld(options))
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'main', alg: 'ES256' }
  const issuer = await listen(
    createServer((req, res) => {
      const body = req.url === '/jwks' ? { keys: [jwk] } : { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` }
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }),
  )
  stack.use(issuer)
  const pagesDirectory = await mkdtemp(join(tmpdir(), 'azora-pages-'))
  stack.defer(() => rm(pagesDirectory, { recursive: true }))
  await writePages(pagesDirectory)

  const lines: string[] = []
  const log = createLog({ name: 'web', destination: { write: (line) => void lines.push(line) } })
  const config = {
    stripePublishableKey: 'pk_test_1',
    stripeJsUrl: null,
    signIn: { issuer: issuer.url, clientId: 'azora-web', audience: 'api' },
    merchantName: 'Azora Goods',
    mailSandboxUrl: null,
  }
  const verifier = createAccessTokenVerifier({ issuer: issuer.url, audience: 'api', clock: { now: () => new Date() } })
  const metrics = createMetrics()
  const metricsToken = 'a-token-that-is-long-enough-for-it'
  const web = await listen(
    createServer(
      createApp({
        api: createApiHandler({ context: world.ctx, verifier, config, log }),
        config,
        settings: { PUBLIC_URL: 'http://shop.test', STRIPE_JS_URL: undefined, OIDC_ISSUER: issuer.url },
        pagesDirectory,
        isReady: async () => true,
        log,
        metrics,
        metricsToken,
      }),
    ),
  )
  stack.use(web)
  const owned = stack.move()

  const token = (subject: string, roles: readonly string[] = ['shopper']) =>
    new SignJWT({ roles, email: `${subject}@example.com` })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'main' })
      .setIssuer(issuer.url)
      .setAudience('api')
      .setSubject(subject)
      .setExpirationTime('5m')
      .sign(privateKey)
  const { url } = web
  return {
    url,
    world,
    lines,
    token,
    client: (subject: string | null, roles?: readonly string[]) =>
      createPaymentsClient({ url: `${url}/trpc`, getToken: () => (subject === null ? null : token(subject, roles)) }),
    get: async (path: string, subject: string, headers: Record<string, string> = {}) =>
      fetch(url + path, { headers: { authorization: `Bearer ${await token(subject)}`, ...headers } }),
    post: async (path: string, { headers = {}, ...init }: PostInit) =>
      fetch(url + path, {
        method: 'POST',
        ...init,
        headers: { 'content-type': 'application/json', ...headers, authorization: `Bearer ${await token('ada')}` },
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function writePages(directory: string): Promise<void> {
  await writeFile(
    join(directory, 'index.html'),
    '<!doctype html><head><script type="module" src="/assets/app-1.js"></script></head>',
  )
  await mkdir(join(directory, 'assets'))
  await writeFile(join(directory, 'assets/app-1.js'), '')
}

async function listen(server: ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}
