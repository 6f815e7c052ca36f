import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createPaymentsClient, failureOf, type Payment } from '../src/index.ts'
import {
  aCart,
  aCatalog,
  aPayment,
  aPaymentSummary,
  createTestShop,
  paymentsHandlers,
  refuse,
  testId,
} from '../src/testing/index.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const client = createPaymentsClient({ url: 'https://shop.test/trpc', getToken: () => 'token' })
const requestId = '7c5a8a52-1a3b-4b6e-9f49-0d9a3f6f2f10'
const payment = { requestId, cart: aCart(), confirmationTokenId: 'ctoken_test' }

/** The states of a payment until its stream ends. */
const statesOf = (paymentId: string) =>
  new Promise<Payment['status'][]>((resolve, reject) => {
    const states: Payment['status'][] = []
    client.payments.onStatus.subscribe(
      { paymentId },
      { onData: ({ data }) => void states.push(data.status), onComplete: () => resolve(states), onError: reject },
    )
  })

test('in a shop that pays, a payment is followed until it has succeeded, and is in the history with its receipt', async () => {
  const shop = createTestShop()
  server.use(...shop.handlers)

  const { payment: begun } = await client.payments.process.mutate(payment)
  const states = await statesOf(begun.id)
  const [history, receipt] = await Promise.all([
    client.payments.list.query({ status: 'succeeded' }),
    client.receipts.get.query({ paymentId: begun.id }),
  ])

  expect([begun.status, ...states]).toEqual(['processing', 'processing', 'succeeded'])
  expect(history.payments.map(({ id }) => id)).toEqual([begun.id])
  expect(receipt.data.total).toEqual({ amountMinor: 1_250, currency: 'eur' })
})

test('one request id is one payment, and another cart under it is refused', async () => {
  const shop = createTestShop()
  server.use(...shop.handlers)

  const first = await client.payments.process.mutate(payment)
  const again = await client.payments.process.mutate({ ...payment, confirmationTokenId: 'ctoken_other' })
  const other = await client.payments.process
    .mutate({ ...payment, cart: aCart({ items: [{ priceId: testId(101), quantity: 2 }] }) })
    .catch(failureOf)

  expect(again).toEqual(first)
  expect(shop.payments()).toHaveLength(1)
  expect(other).toEqual({ kind: 'refused', refusal: { code: 'request_id_reused', requestId } })
})

test('a declining bank leaves the payment open for the next try', async () => {
  const shop = createTestShop({ bank: 'declines', declineReason: 'insufficient_funds' })
  server.use(...shop.handlers)

  const { payment: declined } = await client.payments.process.mutate(payment)
  shop.setBank('pays')
  const { payment: next } = await client.payments.process.mutate({
    ...payment,
    requestId: testId(9),
    paymentId: declined.id,
  })

  expect(declined).toMatchObject({ status: 'requires_payment_method', decline: { reason: 'insufficient_funds' } })
  expect(next).toMatchObject({ id: declined.id, status: 'processing', decline: null })
})

test.for([
  [true, 'succeeded'],
  [false, 'requires_payment_method'],
] as const)('a bank that asks gets its answer (%s), and the payment is %s', async ([isConfirmed, status]) => {
  const shop = createTestShop({ bank: 'asks' })
  server.use(...shop.handlers)

  const { payment: asked, clientSecret } = await client.payments.process.mutate(payment)
  shop.answerBank(asked.id, isConfirmed)

  expect([asked.status, clientSecret]).toEqual(['requires_action', `${asked.id}_secret_test`])
  expect(await client.payments.get.query({ paymentId: asked.id })).toMatchObject({ status })
})

test('offline, nothing is answered and nothing is done', async () => {
  const shop = createTestShop({ network: 'offline' })
  server.use(...shop.handlers)

  expect(await client.paymentMethods.setDefault.mutate({ savedMethodId: testId(200) }).catch(failureOf)).toEqual({
    kind: 'unanswered',
  })
  expect(shop.calls).toEqual([])
})

test('a slow way takes as long as it is told to', async () => {
  const shop = createTestShop({ network: 'slow', slowMs: 60_000 })
  server.use(...shop.handlers)
  const impatient = createPaymentsClient({ url: 'https://shop.test/trpc', getToken: () => null, timeoutMs: 10 })

  expect(await impatient.paymentMethods.setDefault.mutate({ savedMethodId: testId(200) }).catch(failureOf)).toEqual({
    kind: 'unanswered',
  })
})

test('the next call of a procedure can be refused, once', async () => {
  const shop = createTestShop()
  server.use(...shop.handlers)
  shop.refuseNext('payments.quote', { code: 'price_not_found', priceId: testId(101) })

  const refused = await client.payments.quote.query(aCart()).catch(failureOf)
  const quote = await client.payments.quote.query(aCart())

  expect(refused).toEqual({ kind: 'refused', refusal: { code: 'price_not_found', priceId: testId(101) } })
  expect(quote.total.amountMinor).toBe(1_250)
})

test('money goes back until none is left', async () => {
  const paid = aPayment()
  const shop = createTestShop({ payments: [paid] })
  server.use(...shop.handlers)
  const refund = { paymentId: paid.id, requestId }

  await client.refunds.create.mutate({ ...refund, amountMinor: 250 })
  const tooMuch = await client.refunds.create.mutate({ ...refund, amountMinor: 1_001 }).catch(failureOf)

  expect(shop.payments()[0]).toMatchObject({ refundedMinor: 250 })
  expect(tooMuch).toMatchObject({ refusal: { code: 'refund_exceeds_payment', leftMinor: 1_000 } })
})

test('a history has pages', async () => {
  const payments = [1, 2, 3].map((number) => aPayment({ id: testId(number) }))
  server.use(...createTestShop({ payments }).handlers)

  const first = await client.payments.list.query({ limit: 2 })
  const second = await client.payments.list.query({ limit: 2, cursor: first.nextCursor })

  expect([first, second].map((page) => page.payments.map(({ id }) => id))).toEqual([
    [testId(3), testId(2)],
    [testId(1)],
  ])
  expect(second.nextCursor).toBeNull()
})

test('stand-ins of a team’s own answer alone, typed, and a call without one says what is missing', async () => {
  server.use(
    ...paymentsHandlers({
      'payments.list': () => ({ payments: [aPaymentSummary({ description: 'Ours' })], nextCursor: null }),
      'catalog.list': () => aCatalog({ products: [] }),
      'payments.get': ({ paymentId }) => {
        throw refuse({ code: 'payment_not_found', paymentId })
      },
      // @ts-expect-error an answer that the API never gives
      'health.check': () => ({ status: 'fine' }),
    }),
  )

  const [list, missing, none] = await Promise.all([
    client.payments.list.query({}),
    client.payments.get.query({ paymentId: testId(1) }).catch(failureOf),
    client.payouts.list.query({}).catch((error: Error) => error.message),
  ])

  expect(list.payments[0]?.description).toBe('Ours')
  expect(missing).toMatchObject({ refusal: { code: 'payment_not_found' } })
  expect(none).toBe('The test has no payouts.list: give paymentsHandlers one')
})
