import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createServiceTokens, ServiceTokenError } from '../src/server/index.ts'

interface Asked {
  authorization: string | undefined
  form: Record<string, string>
}

/** An OpenID provider's token endpoint that answers as the test says. */
async function startProvider(answer: (count: number) => { status: number; body: unknown }) {
  const asked: Asked[] = []
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of req) chunks.push(chunk as Buffer)
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
      const count = asked.push({ authorization: req.headers.authorization, form })
      const { status, body } = answer(count)
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port answers with its address.
  const { port } = server.address() as AddressInfo
  return {
    tokenUrl: `http://127.0.0.1:${port}/token`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const token = (count: number) => ({ status: 200, body: { access_token: `token-${count}`, expires_in: 3_600 } })
const secrets = { clientId: 'shop backend', clientSecret: 's:ecret/+' }

test('one token serves until shortly before it runs out', async () => {
  await using provider = await startProvider(token)
  let now = 0
  const getToken = createServiceTokens({ ...provider, ...secrets, now: () => now })

  const tokens = [await getToken(), await getToken()]
  now = 3_570_000 - 1
  tokens.push(await getToken())
  now += 1
  tokens.push(await getToken())

  expect(tokens).toEqual(['token-1', 'token-1', 'token-1', 'token-2'])
})

test('calls of one moment share one request, and a refused token is asked for anew', async () => {
  await using provider = await startProvider(token)
  const getToken = createServiceTokens({ ...provider, ...secrets })

  const first = await Promise.all([getToken(), getToken(), getToken()])

  expect(new Set(first)).toEqual(new Set(['token-1']))
  expect(await getToken({ fresh: true })).toBe('token-2')
})

test('the secret travels form-encoded in the head, and what the provider wants to know in the form', async () => {
  await using provider = await startProvider(token)

  await createServiceTokens({ ...provider, ...secrets, audience: 'azora-payments', scope: 'payments' })()

  expect(provider.asked).toEqual([
    {
      authorization: `Basic ${btoa('shop+backend:s%3Aecret%2F%2B')}`,
      form: { grant_type: 'client_credentials', audience: 'azora-payments', scope: 'payments' },
    },
  ])
})

test('a provider that says no is told with its code and without the secret, and asked again the next time', async () => {
  await using provider = await startProvider((count) =>
    count === 1 ? { status: 401, body: { error: 'invalid_client' } } : token(count),
  )
  const getToken = createServiceTokens({ ...provider, ...secrets })

  const error: unknown = await Promise.resolve(getToken()).catch((thrown: unknown) => thrown)

  expect(error).toBeInstanceOf(ServiceTokenError)
  expect(error).toMatchObject({ status: 401, code: 'invalid_client' })
  expect(String(error)).toBe('ServiceTokenError: The token endpoint answered 401 invalid_client')
  expect(await getToken()).toBe('token-2')
})

test('a provider that is not there is told as one that gave no answer', async () => {
  const provider = await startProvider(token)
  await provider[Symbol.asyncDispose]()

  await expect(createServiceTokens({ ...provider, ...secrets })()).rejects.toMatchObject({ status: null, code: null })
})
