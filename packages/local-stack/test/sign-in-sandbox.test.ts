import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { createSignInSandbox, type SignInSandbox } from '../src/sign-in/create-sign-in-sandbox.ts'
import { until } from './until.ts'

const web = 'http://localhost:3000'
const callback = `${web}/sign-in/callback`
const settings = { redirectOrigins: [web], audience: 'azora-payments' }

test('a shopper signs in with the code flow and gets a JWT access token for our audience', async () => {
  await using sandbox = await createSignInSandbox(settings)

  const { tokens } = await signIn(sandbox, 'shopper')

  const access = await verify(sandbox, tokens.access_token)
  expect(access.protectedHeader).toMatchObject({ typ: 'at+jwt', alg: 'ES256' })
  expect(access.payload).toMatchObject({
    iss: sandbox.issuer,
    aud: 'azora-payments',
    sub: 'user_ada',
    scope: 'payments',
    roles: ['shopper'],
    name: 'Ada Park',
    email: 'ada@example.com',
  })
  expect((access.payload.exp ?? 0) - (access.payload.iat ?? 0)).toBe(3600)
  const id = await jwtVerify(tokens.id_token, jwks(sandbox), { audience: 'azora-web', issuer: sandbox.issuer })
  expect(id.payload).toMatchObject({ sub: 'user_ada', name: 'Ada Park', roles: ['shopper'], nonce: 'n-1' })
})

test("the shop's backend gets tokens of its own for its secret, and none for another", async () => {
  await using sandbox = await createSignInSandbox(settings)
  const ask = (secret: string) =>
    fetch(`${sandbox.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`service_shop:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })

  const answer = await ask('sandbox-secret-of-the-shop')
  const refused = await ask('guessed')

  // The shape of RFC 6749 section 5.1.
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const { payload, protectedHeader } = await verify(sandbox, token)
  expect(protectedHeader).toMatchObject({ typ: 'at+jwt' })
  expect(payload).toMatchObject({ sub: 'service_shop', aud: 'azora-payments', roles: ['service'] })
  expect(refused.status).toBe(401)
})

test('the page of the web application may call the token endpoint, another origin may not', async () => {
  await using sandbox = await createSignInSandbox(settings)

  const { tokenResponse } = await signIn(sandbox, 'shopper', { origin: web })
  const foreign = await signIn(sandbox, 'shopper', { origin: 'http://evil.example' })

  expect(tokenResponse.headers.get('access-control-allow-origin')).toBe(web)
  expect(foreign.tokenResponse.status).toBe(400)
})

test('a refresh token is good once and gives a new JWT access token', async () => {
  await using sandbox = await createSignInSandbox(settings)
  const { tokens } = await signIn(sandbox, 'admin')
  const refresh = { grant_type: 'refresh_token', client_id: 'azora-web', refresh_token: tokens.refresh_token }

  const first = await post(`${sandbox.issuer}/token`, refresh)
  const again = await post(`${sandbox.issuer}/token`, refresh)

  const renewed = await asTokens(first)
  expect((await verify(sandbox, renewed.access_token)).payload).toMatchObject({ sub: 'user_ana', roles: ['admin'] })
  expect(again.status).toBe(400)
})

test('a code without its PKCE verifier is worth nothing', async () => {
  await using sandbox = await createSignInSandbox(settings)

  const { tokenResponse } = await signIn(sandbox, 'shopper', { verifier: randomBytes(32).toString('base64url') })

  expect(tokenResponse.status).toBe(400)
})

test('a return address of another site is refused', async () => {
  await using sandbox = await createSignInSandbox(settings)
  const query = new URLSearchParams({
    client_id: 'azora-web',
    response_type: 'code',
    redirect_uri: 'http://evil.example/',
  })

  const response = await fetch(`${sandbox.issuer}/authorize?${query.toString()}`, { redirect: 'manual' })

  expect(response.status).toBe(400)
})

test('signing out ends the session and returns to the shop, and the next sign-in asks who it is', async () => {
  await using sandbox = await createSignInSandbox(settings)
  const { tokens, browser } = await signIn(sandbox, 'shopper')
  const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${web}/` })

  const page = await browser.get(`${sandbox.issuer}/sign-out?${query.toString()}`)
  const markup = await page.text()
  const action = /action="([^"]+)"/.exec(markup)?.[1] ?? ''
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(markup)?.[1] ?? ''
  const left = await browser.post(action, { xsrf, logout: 'yes' })
  const next = await browser.get(authorizeUrl(sandbox, 'x'.repeat(43)))

  expect(left.headers.get('location')).toBe(`${web}/`)
  expect(next.headers.get('location')).toContain('/interaction/')
})

test('scripts get tokens for a persona, also one that has expired', async () => {
  await using sandbox = await createSignInSandbox(settings)
  const ask = (body: unknown) =>
    fetch(`${sandbox.issuer}/_sandbox/token`, { method: 'POST', body: JSON.stringify(body) })

  const good = await asTokens(await ask({ persona: 'support' }))
  const expired = await asTokens(await ask({ persona: 'support', expiresInSeconds: -60 }))
  const unknown = await ask({ persona: 'nobody' })

  expect(good).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  expect((await verify(sandbox, good.access_token)).payload).toMatchObject({ sub: 'user_sam', roles: ['support'] })
  await expect(verify(sandbox, expired.access_token)).rejects.toThrow('"exp" claim timestamp check failed')
  expect(unknown.status).toBe(400)
})

test('tokens and sign-ins stay good over a restart, and the keys are for the owner only', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'azora-sign-in-'))
  const first = await createSignInSandbox({ ...settings, dataDir })
  const token = await first.token('shopper')
  const { tokens } = await signIn(first, 'shopper')
  await first.close()

  await using again = await createSignInSandbox({ ...settings, dataDir, port: first.port })
  // Connections kept open to the first server are gone only after the first use of each.
  await until(() =>
    fetch(`${again.issuer}/healthz`).then(
      (response) => response.ok,
      () => false,
    ),
  )

  const refresh = { grant_type: 'refresh_token', client_id: 'azora-web', refresh_token: tokens.refresh_token }
  const renewed = await post(`${again.issuer}/token`, refresh)
  expect((await verify(again, token)).payload.sub).toBe('user_ada')
  expect(renewed.status).toBe(200)
  expect(statSync(join(dataDir, 'keys.json')).mode & 0o077).toBe(0)
  rmSync(dataDir, { recursive: true })
})

test('a token can be made wrong in one respect for tests of those who check it', async () => {
  await using sandbox = await createSignInSandbox(settings)

  const token = await sandbox.token('shopper', { audience: 'another', claims: { roles: ['admin'] } })

  expect(decodeProtectedHeader(token).typ).toBe('at+jwt')
  await expect(verify(sandbox, token)).rejects.toThrow('unexpected "aud" claim value')
})

type Tokens = { access_token: string; id_token: string; refresh_token: string }

async function asTokens(response: Response): Promise<Tokens> {
  // The assertions that follow check what is in it.
  return (await response.json()) as Tokens
}

const jwks = (sandbox: SignInSandbox) => createRemoteJWKSet(new URL(`${sandbox.issuer}/jwks`))
const verify = (sandbox: SignInSandbox, token: string) =>
  jwtVerify(token, jwks(sandbox), { issuer: sandbox.issuer, audience: 'azora-payments', algorithms: ['ES256'] })

const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })

function authorizeUrl(sandbox: SignInSandbox, verifier: string): string {
  const query = new URLSearchParams({
    client_id: 'azora-web',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile email offline_access payments',
    state: 's-1',
    nonce: 'n-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${sandbox.issuer}/authorize?${query.toString()}`
}

async function signIn(sandbox: SignInSandbox, persona: string, change: { origin?: string; verifier?: string } = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const browser = createBrowser(sandbox.issuer)

  const asked = await browser.get(authorizeUrl(sandbox, verifier))
  const interaction = asked.headers.get('location') ?? ''
  const picker = await browser.get(interaction)
  expect(await picker.text()).toContain('Sign in as Ada Park')
  const picked = await browser.post(interaction, { persona })
  const resumed = await browser.get(picked.headers.get('location') ?? '')
  const returned = new URL(resumed.headers.get('location') ?? '')
  expect(`${returned.origin}${returned.pathname}`).toBe(callback)

  const form = {
    grant_type: 'authorization_code',
    client_id: 'azora-web',
    code: returned.searchParams.get('code') ?? '',
    redirect_uri: callback,
    code_verifier: change.verifier ?? verifier,
  }
  const tokenResponse = await post(`${sandbox.issuer}/token`, form, change.origin ? { origin: change.origin } : {})
  return { browser, tokenResponse, tokens: await asTokens(tokenResponse.clone()) }
}

/** Keeps cookies and follows no redirect, so that each step can be looked at. */
function createBrowser(base: string) {
  const cookies = new Map<string, string>()
  const send = async (url: string, init: RequestInit) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(url, base), { ...init, headers: { cookie }, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      if (set.includes('expires=Thu, 01 Jan 1970')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    get: (url: string) => send(url, {}),
    post: (url: string, form: Record<string, string>) => send(url, { method: 'POST', body: new URLSearchParams(form) }),
  }
}
