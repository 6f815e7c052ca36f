import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '@azora/payments-core/refusal'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { expect, test } from 'vitest'
import { createAccessTokenVerifier } from './verify-access-token.ts'

const now = new Date('2026-11-21T12:00:00Z')
const nowSeconds = now.getTime() / 1000
const { privateKey, publicKey } = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')

test('a token of the issuer makes a caller with the roles that we know', async () => {
  await using issuer = await startIssuer()
  const token = await issuer.sign({ email: 'ada@example.com', name: 'Ada Park', roles: ['shopper', 'astronaut'] })

  const caller = await issuer.verifier().verify(token)

  expect(caller).toEqual({ subject: 'user_1', email: 'ada@example.com', name: 'Ada Park', roles: ['shopper'] })
})

test.each<[string, Forgery]>([
  ['is expired', { claims: { exp: nowSeconds - 6 } }],
  ['never expires', { claims: { exp: undefined } }],
  ['is not valid yet', { claims: { nbf: nowSeconds + 60 } }],
  ['is for another audience', { claims: { aud: 'somebody-else' } }],
  ['has no audience', { claims: { aud: undefined } }],
  ['is of another issuer', { claims: { iss: 'https://issuer.example' } }],
  ['has no subject', { claims: { sub: undefined } }],
  ['has an empty subject', { claims: { sub: '' } }],
  ['has no type', { header: { typ: undefined } }],
  ['is of another type', { header: { typ: 'logout+jwt' } }],
  ['is an id token', { claims: { nonce: 'n-0S6_WzA2Mj' } }],
  ['was signed by a stranger', { key: stranger.privateKey }],
  ['names an unknown key', { header: { kid: 'other' } }],
])('a token that %s is refused (S9)', async (_what, forgery) => {
  await using issuer = await startIssuer()
  const token = await issuer.sign(forgery.claims, forgery)

  const answer = issuer.verifier().verify(token)

  await expect(answer).rejects.toMatchObject({ reason: { code: 'unauthenticated' } })
})

test.each(['none', 'None', 'NONE', 'nOnE'])(
  'a token with alg %s is refused, with and without a signature (S7)',
  async (alg) => {
    await using issuer = await startIssuer()
    const [, payload] = (await issuer.sign({})).split('.')
    const head = encode({ alg, typ: 'at+jwt', kid: 'main' })

    const answers = await Promise.allSettled([
      issuer.verifier().verify(`${head}.${payload}.`),
      issuer.verifier().verify(`${head}.${payload}.c2ln`),
    ])

    expect(answers.map(reasonOf)).toEqual(['unauthenticated', 'unauthenticated'])
  },
)

test('a token signed with the public key as a shared secret is refused', async () => {
  await using issuer = await startIssuer()
  const [, payload] = (await issuer.sign({})).split('.')
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'main' })}.${payload}`
  const secret = await exportSPKI(publicKey)

  const answer = issuer
    .verifier()
    .verify(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)

  await expect(answer).rejects.toMatchObject({ reason: { code: 'unauthenticated' } })
})

test.each(['', 'x', 'a.b.c', '.'.repeat(10), `e30.e30.${'a'.repeat(10_000)}`])(
  'what is no token at all is refused',
  async (text) => {
    await using issuer = await startIssuer()

    const answer = issuer.verifier().verify(text)

    await expect(answer).rejects.toMatchObject({ reason: { code: 'unauthenticated' } })
  },
)

test('an issuer that cannot be reached opens nothing, and says that it will pass', async () => {
  const issuer = await startIssuer()
  const token = await issuer.sign({})
  await issuer.close()

  const answer = issuer.verifier().verify(token)

  await expect(answer).rejects.toMatchObject({ reason: { code: 'temporarily_unavailable' } })
})

test('an issuer that answers with an error opens nothing', async () => {
  await using issuer = await startIssuer()
  issuer.setStatus(500)

  const answer = issuer.verifier().verify(await issuer.sign({}))

  await expect(answer).rejects.toMatchObject({ reason: { code: 'temporarily_unavailable' } })
})

test('a description of another issuer is not believed', async () => {
  await using issuer = await startIssuer({ describedAs: 'https://issuer.example' })

  const answer = issuer.verifier().verify(await issuer.sign({}))

  await expect(answer).rejects.toMatchObject({ reason: { code: 'temporarily_unavailable' } })
})

test.each(['/.well-known/openid-configuration', '/jwks'])(
  'an issuer that sends us elsewhere from %s is not followed (S22)',
  async (path) => {
    let visits = 0
    const canary = createServer((_req, res) => {
      visits += 1
      res.end('{}')
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port answers with its address.
    const { port } = canary.address() as AddressInfo
    await using issuer = await startIssuer({ redirected: { path, to: `http://127.0.0.1:${port}/` } })

    const answer = issuer.verifier().verify(await issuer.sign({}))

    await expect(answer).rejects.toMatchObject({ reason: { code: 'temporarily_unavailable' } })
    expect(visits).toBe(0)
    canary.close()
  },
)

test('a token is checked once a minute, and never accepted past its end', async () => {
  await using issuer = await startIssuer()
  let time = now
  const verifier = issuer.verifier({ now: () => time })
  const token = await issuer.sign({ exp: nowSeconds + 30 })
  await verifier.verify(token)

  time = new Date(now.getTime() + 36_000)
  const answer = verifier.verify(token)

  await expect(answer).rejects.toMatchObject({ reason: { code: 'unauthenticated' } })
})

interface Forgery {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  key?: CryptoKey
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

const reasonOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' && result.reason instanceof Refusal ? result.reason.reason.code : result.status

interface IssuerOptions {
  describedAs?: string
  redirected?: { path: string; to: string }
}

/** An issuer on a port of its own, with one key. */
async function startIssuer({ describedAs, redirected }: IssuerOptions = {}) {
  let status = 200
  const jwk = { ...(await exportJWK(publicKey)), kid: 'main', alg: 'RS256', use: 'sig' }
  const server = createServer((req, res) => {
    if (redirected && req.url === redirected.path) {
      res.writeHead(302, { location: redirected.to, connection: 'close' }).end()
      return
    }
    const body = req.url === '/jwks' ? { keys: [jwk] } : { issuer: describedAs ?? origin, jwks_uri: `${origin}/jwks` }
    res.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  const usual = { iss: origin, aud: 'api', sub: 'user_1', iat: nowSeconds, exp: nowSeconds + 300 }

  return {
    close,
    [Symbol.asyncDispose]: close,
    setStatus: (next: number) => {
      status = next
    },
    verifier: (clock = { now: () => now }) => createAccessTokenVerifier({ issuer: origin, audience: 'api', clock }),
    sign: (claims: Record<string, unknown> = {}, { header = {}, key = privateKey }: Forgery = {}) =>
      new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'main', ...header })
        .sign(key),
  }
}
