import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

const authorization = 'Bearer a-token-that-is-long-enough-for-it'

test('requests are counted by route and procedure of ours, and nothing that a caller sent is among the labels (S26)', async () => {
  await using web = await startWeb()
  const confirmationTokenId = web.world.stripe.confirmationToken({ card: '4242424242424242' }).id
  const request = { requestId: randomUUID(), cart: web.world.cart(), confirmationTokenId }
  const { payment } = await web.client('ada').payments.process.mutate(request)
  const made = ['ada@example.com', payment.id, 'pi_1_secret_2', 'sk_live_sentinel', 'whsec_sentinel']
  for (const word of made) {
    for (const path of [`/${word}`, `/trpc/${word}`, `/trpc/payments.get,${word}`, `/receipts/${word}/x.pdf`])
      await fetch(`${web.url}${path}?q=${word}`)
  }

  const refused = await fetch(`${web.url}/metrics`)
  const answer = await fetch(`${web.url}/metrics`, { headers: { authorization } })
  const text = await answer.text()

  expect(refused.status).toBe(401)
  expect(answer.status).toBe(200)
  const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route))
  expect([...routes].toSorted()).toEqual([
    '/metrics',
    '/receipts/:token/:fileName',
    '/trpc/payments.process',
    '/trpc/unknown',
    'pages',
  ])
  expect(made.filter((word) => text.includes(word))).toEqual([])
  expect(text).not.toContain(web.world.ctx.merchantId)
})
