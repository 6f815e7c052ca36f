import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { importJWK, SignJWT } from 'jose'
import type { Provider as OpenIdProvider } from 'oidc-provider'
import { listen } from '../http/listen.ts'
import { readBody } from '../http/read-body.ts'
import { sendJson, sendPage } from '../http/send.ts'
import { grantStore } from './grant-store.ts'
import { personaPage } from './persona-page.ts'
import { isPersona, personas, type Persona } from './personas.ts'
import { accessTokenSeconds, clientId, providerSettings, resourceScope } from './provider-settings.ts'
import { Provider } from './quiet-provider.ts'
import { signingKeys, type SigningKeys } from './signing-keys.ts'

export type SignInSandboxOptions = {
  /** 0 (the default) picks a free one. */
  port?: number
  /** The issuer as browsers and our services name it; `http://localhost:<port>` by default. */
  publicUrl?: string
  /** Keeps the keys, so that tokens outlive a restart. */
  dataDir?: string
  /** Origins of the web application: where sign-in may return to, and who may call from a page. */
  redirectOrigins: readonly string[]
  audience: string
}

export type TokenOverrides = {
  /** Negative: already expired. */
  expiresInSeconds?: number
  audience?: string
  issuer?: string
  scope?: string
  /** Somebody of the same roles who is not a persona. */
  subject?: string
  claims?: Record<string, unknown>
}

export type SignInSandbox = AsyncDisposable & {
  issuer: string
  port: number
  clientId: string
  /** An access token as a sign-in of this persona would give, changed as a test needs it. */
  token(persona: Persona, overrides?: TokenOverrides): Promise<string>
  close(): Promise<void>
}

type Context = { provider: OpenIdProvider; token: SignInSandbox['token'] }

/** An OpenID Connect provider with ready personas, for one public client (code flow with PKCE). */
export async function createSignInSandbox(options: SignInSandboxOptions): Promise<SignInSandbox> {
  const keys = await signingKeys(options.dataDir)
  const context: { current?: Context } = {}
  const listening = await listen((request, response) => {
    if (!context.current) return sendJson(response, 503, { error: 'starting' })
    return void answer(context.current, request, response)
  }, options.port ?? 0)

  const issuer = options.publicUrl ?? `http://localhost:${listening.port}`
  const provider = new Provider(issuer, providerSettings({ ...options, keys, adapter: grantStore(options.dataDir) }))
  const token = tokenMaker({ keys, issuer, audience: options.audience })
  context.current = { provider, token }
  const { port, close } = listening
  return { issuer, port, clientId, token, close, [Symbol.asyncDispose]: close }
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/healthz') return sendJson(response, 200, { status: 'ok' })
    if (pathname === '/_sandbox/token') return await answerToken(context, request, response)
    if (pathname.startsWith('/interaction/')) return await answerInteraction(context, request, response)
    await context.provider.callback()(request, response)
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown'
    if (!response.headersSent) sendJson(response, 400, { error: 'invalid_request', error_description: message })
  }
}

async function answerToken({ token }: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return sendJson(response, 405, { error: 'use POST with {"persona":"shopper"}' })
  const body: unknown = JSON.parse(await readBody(request, 10_000))
  const { persona, expiresInSeconds = accessTokenSeconds } = (body ?? {}) as {
    persona?: unknown
    expiresInSeconds?: unknown
  }
  if (!isPersona(persona) || typeof expiresInSeconds !== 'number') {
    const known = Object.keys(personas).join(', ')
    return sendJson(response, 400, { error: `persona must be one of ${known}; expiresInSeconds a number` })
  }
  const accessToken = await token(persona, { expiresInSeconds })
  sendJson(response, 200, { access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds })
}

async function answerInteraction(
  { provider }: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt } = await provider.interactionDetails(request, response)
  if (prompt.name === 'consent') return provider.interactionFinished(request, response, { consent: {} })
  if (request.method !== 'POST') return sendPage(response, 200, personaPage(request.url ?? ''))

  const persona = new URLSearchParams(await readBody(request, 10_000)).get('persona')
  if (!isPersona(persona)) return sendPage(response, 400, personaPage(request.url ?? ''))
  const login = { accountId: personas[persona].sub }
  await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
}

function tokenMaker(input: { keys: SigningKeys; issuer: string; audience: string }): SignInSandbox['token'] {
  const { kid, alg } = input.keys.signing
  return async (persona, overrides = {}) => {
    const { sub, name, email, roles } = personas[persona]
    const issuedAt = Math.floor(Date.now() / 1000)
    const expiresAt = issuedAt + (overrides.expiresInSeconds ?? accessTokenSeconds)
    const claims = {
      client_id: clientId,
      scope: overrides.scope ?? resourceScope,
      roles,
      name,
      email,
      ...overrides.claims,
    }
    return new SignJWT({ ...claims, sub: overrides.subject ?? sub })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setIssuer(overrides.issuer ?? input.issuer)
      .setAudience(overrides.audience ?? input.audience)
      .setIssuedAt(Math.min(issuedAt, expiresAt - 1))
      .setExpirationTime(expiresAt)
      .setJti(randomUUID())
      .sign(await importJWK(input.keys.signing, alg))
  }
}
