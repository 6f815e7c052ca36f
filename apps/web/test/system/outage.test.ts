import { createPaymentsClient } from '@azora/payments-client'
import { startTestStack, type TestStack } from '@azora/test-kit/start-test-stack'
import { afterAll, beforeAll, expect, test } from 'vitest'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack?.[Symbol.asyncDispose]())

const clientOf = (persona: 'shopper' | 'shopper2') =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token(persona) })

async function pay(client: ReturnType<typeof clientOf>) {
  const { products } = await client.catalog.list.query({ currency: 'usd' })
  const priceId = String(products[0]?.prices[0]?.id)
  return client.payments.process.mutate({
    requestId: crypto.randomUUID(),
    cart: { items: [{ priceId, quantity: 1 }], currency: 'usd' },
    confirmationTokenId: stack.stripe.confirmationToken({ card: '4242424242424242' }).id,
  })
}

test('with the webhook process killed a paid cart stays in processing; started again, every event is applied', async () => {
  const client = clientOf('shopper')
  await stack.webhook.stop('SIGKILL')

  const paid = await Promise.all([pay(client), pay(client), pay(client)])
  const statuses = await Promise.all(paid.map(({ payment }) => client.payments.get.query({ paymentId: payment.id })))
  await stack.webhook.start()

  expect(statuses.map(({ status }) => status)).toEqual(['processing', 'processing', 'processing'])
  for (const { payment } of paid) {
    await expect
      .poll(async () => (await client.payments.get.query({ paymentId: payment.id })).status, {
        timeout: 60_000,
        interval: 250,
      })
      .toBe('succeeded')
  }
  expect(stack.stripe.objects('payment_intent')).toHaveLength(3)
  await expect.poll(() => stack.mail.messages().length, { timeout: 20_000 }).toBe(3)
})

test('a web process killed in the middle of a payment leaves one payment, which is finished', async () => {
  const client = clientOf('shopper')
  const before = stack.stripe.objects('payment_intent').length
  stack.stripe.faults.add({
    match: { method: 'POST', path: '/v1/payment_intents' },
    effect: 'slow',
    ms: 2_000,
    phase: 'after',
  })

  const paying = pay(client).catch((error: unknown) => error)
  await expect.poll(() => stack.stripe.objects('payment_intent').length, { timeout: 10_000 }).toBe(before + 1)
  await stack.web.stop('SIGKILL')
  await paying
  await stack.web.start()

  await expect
    .poll(async () => (await client.payments.list.query({})).payments[0]?.status, { timeout: 60_000, interval: 250 })
    .toBe('succeeded')
  expect(stack.stripe.objects('payment_intent')).toHaveLength(before + 1)
})

test('a page that follows a payment hears of it through the web process, whichever process changed it', async () => {
  const client = clientOf('shopper')
  stack.stripe.webhooks.hold()
  const { payment } = await pay(client)
  const heard: string[] = []
  const subscription = client.payments.onStatus.subscribe(
    { paymentId: payment.id },
    { onData: ({ data }) => void heard.push(data.status) },
  )
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['processing'])

  stack.stripe.webhooks.release()

  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['processing', 'succeeded'])
  subscription.unsubscribe()
})
