import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { handledEventTypes } from '@azora/payments-core/event/event-handlers'
import { pinnedApiVersion } from '@azora/payments-core/stripe/pinned-api-version'
import { createStripeGateway } from '@azora/payments-core/stripe/stripe-gateway'
import { ensureEndpoint } from '@azora/payments-core/webhook-endpoint/ensure-endpoint'
import { createStripeSetting, type StripeSetting } from '@azora/test-kit/create-stripe-setting'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const url = 'https://shop.example/webhooks/stripe'
const merchantId = randomUUID()
const silent = { debug() {}, info() {}, warn() {}, error() {} }

let setting: StripeSetting
beforeAll(async () => {
  setting = await createStripeSetting()
})
beforeEach(() => setting.stripe.reset())
afterAll(() => setting[Symbol.asyncDispose]())

const ensure = (at = url) => {
  const { secretKey, url: apiBase } = setting.stripe
  return ensureEndpoint(createStripeGateway({ secretKey, apiBase, log: silent }), {
    url: at,
    merchantId,
    key: randomUUID(),
  })
}
const endpoints = () => setting.stripe.objects('webhook_endpoint')

async function post(path: string, form: [string, string][]): Promise<void> {
  const answer = await fetch(`${setting.stripe.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${setting.stripe.secretKey}` },
    body: new URLSearchParams(form),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

test('the endpoint is made from the list of types that we act on, in the version that we understand', async () => {
  const { did, endpoint, older } = await ensure()

  expect({ did, older }).toEqual({ did: 'created', older: [] })
  expect(endpoint.secret).toMatch(/^whsec_/)
  expect(endpoints()).toMatchObject([
    { id: endpoint.id, url, api_version: pinnedApiVersion, enabled_events: handledEventTypes, status: 'enabled' },
  ])
})

test('running it again changes nothing and tells no secret; after an upgrade it adds what is new', async () => {
  const { endpoint } = await ensure()
  const again = await ensure()
  await post(`webhook_endpoints/${endpoint.id}`, [
    ['enabled_events[0]', 'charge.updated'],
    ['disabled', 'true'],
  ])
  const upgraded = await ensure()

  expect(again).toMatchObject({ did: 'nothing', endpoint: { id: endpoint.id, secret: null } })
  expect(upgraded).toMatchObject({ did: 'updated', endpoint: { id: endpoint.id, secret: null } })
  expect(endpoints()).toMatchObject([{ enabled_events: handledEventTypes, status: 'enabled' }])
})

test('endpoints of other addresses are left alone; one of an older version is told of, and a new one made beside it', async () => {
  await post('webhook_endpoints', [
    ['url', 'https://other.example/hook'],
    ['enabled_events[0]', '*'],
  ])
  await post('webhook_endpoints', [
    ['url', url],
    ['enabled_events[0]', '*'],
    ['api_version', '2024-06-20'],
  ])
  const [other, old] = endpoints()

  const { did, older } = await ensure()
  const again = await ensure()

  expect([did, again.did]).toEqual(['created', 'nothing'])
  expect(older.map(({ id }) => id)).toEqual([old?.id])
  expect(endpoints().slice(0, 2)).toEqual([other, old])
  expect(endpoints()).toHaveLength(3)
})

test('the endpoint that a sandbox starts with is taken over, as npm start does', async () => {
  setting.stripe.addWebhookEndpoint({ url, secret: 'whsec_of_the_start' })

  const { did, older } = await ensure()

  expect({ did, older }).toEqual({ did: 'updated', older: [] })
  expect(endpoints()).toMatchObject([{ url, enabled_events: handledEventTypes }])
})

test('the command prints the secret, says where it belongs, and how it is called when it is called wrongly', async () => {
  const cli = fileURLToPath(new URL('../src/webhook-endpoint/cli.ts', import.meta.url))
  const env = {
    ...process.env,
    STRIPE_SECRET_KEY: setting.stripe.secretKey,
    STRIPE_API_BASE: setting.stripe.url,
    MERCHANT_ID: merchantId,
  }
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [cli, ...args], { env })

  const [right, wrong] = await Promise.all([run('--url', url), run().catch((error: unknown) => error)])

  expect(right.stdout).toMatch(/secret, which is shown this once: whsec_\S+\n.*STRIPE_WEBHOOK_SECRETS/)
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: pnpm webhook:endpoint') })
  expect(endpoints()).toHaveLength(1)
})
