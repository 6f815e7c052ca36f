import { createMetrics } from '@azora/metrics/create-metrics'
import { createWorld } from '@azora/test-kit/create-world'
import { startWorker } from '../src/start-worker.ts'
import { createReceiver } from '../src/create-receiver.ts'
import { serve } from '../src/serve.ts'
import { expect, test } from 'vitest'

const metricsToken = 'a-token-that-is-long-enough-for-it'

test('deliveries, calls to Stripe and sweeps are counted where they happen (W15)', async () => {
  await using world = await createWorld()
  const metrics = createMetrics()
  const ctx = { ...world.ctx, watch: metrics.watch }
  const app = createReceiver({
    ctx,
    secrets: [world.webhook.secret],
    isLive: false,
    isReady: async () => true,
    metrics,
    metricsToken,
  })
  const served = await serve(app, { port: 0 })
  const url = `http://localhost:${served.port}`
  world.stripe.addWebhookEndpoint({ url: `${url}/webhooks/stripe`, secret: world.webhook.secret })

  await world.pay()
  await world.stripe.webhooks.idle()
  await fetch(`${url}/webhooks/stripe`, { method: 'POST', body: '{}', headers: { 'stripe-signature': 't=1,v1=0' } })
  await fetch(`${url}/webhooks/stripe`, { method: 'POST', body: 'x'.repeat(2_000_000) })
  await fetch(`${url}/pi_1_secret_2`)
  const worker = await startWorker(ctx, { connectionString: world.databaseUrl })
  await worker.stop()

  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  const text = await answer.text()
  await served.stop()
  expect(text).toMatch(/^azora_webhook_deliveries_total\{result="(?:stored|repeated)"\} [1-9]/m)
  expect(text).toContain('azora_webhook_deliveries_total{result="no secret fits the signature"} 1')
  expect(text).toContain('azora_webhook_deliveries_total{result="unreadable"} 1')
  expect(text).toMatch(/^azora_work_total\{name="sweep_attempts",result="done"\} 1/m)
  expect(text).toMatch(/^azora_work_last_done_timestamp_seconds\{name="sweep_attempts"\} 1\d{9}/m)
  expect(text).toContain('route="unknown",method="GET",status="4xx"')
  expect(text).not.toContain('pi_1_secret_2')
})
