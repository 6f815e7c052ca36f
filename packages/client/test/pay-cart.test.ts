import { randomUUID } from 'node:crypto'
import type { Cart } from '@azora/contract/quote'
import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { expect, test } from 'vitest'
import { createIntentStore, type PayWith } from '../src/checkout/intent-store.ts'
import { payCart } from '../src/checkout/pay-cart.ts'
import type { CheckoutEvent } from '../src/checkout/checkout-machine.ts'
import { createPaymentsClient } from '../src/payments-client.ts'
import { data, refusal, type Reply, startScriptedApi } from './support/scripted-api.ts'

const cart: Cart = { items: [{ priceId: randomUUID(), quantity: 1 }], currency: 'usd' }
const [paymentId, visa, mastercard] = [randomUUID(), randomUUID(), randomUUID()]
const card: PayWith = { savedMethodId: null, saveMethod: false }

/** A page in front of an API that answers one after the other, and what was asked of it. */
async function openPage(...replies: Reply[]) {
  const api = await startScriptedApi((_, attempt) => replies[attempt - 1] ?? null)
  const client = createPaymentsClient({ url: api.url, getToken: () => null })
  const intents = createIntentStore(() => null)
  const stripe = {
    createConfirmationToken: async () => ({ confirmationToken: { id: 'ctoken_1' } }),
    handleNextAction: async () => ({ error: { type: 'api_connection_error' } }),
  } as unknown as Stripe
  const elements = { submit: async () => ({}) } as unknown as StripeElements
  return {
    intents,
    async pay(payWith: PayWith): Promise<CheckoutEvent[]> {
      const events: CheckoutEvent[] = []
      const dispatch = (event: CheckoutEvent) => void events.push(event)
      await payCart({ stripe, elements, client, cart, payWith, returnUrl: undefined, intents, dispatch })
      return events
    },
    asked: () => api.seen.map(({ inputs }) => inputs['0'] as { requestId: string; savedMethodId?: string }),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  }
}

const refused = (reason: { code: string }, status = 409): Reply => ({ results: [refusal(reason, status)], status })
const answered = (status: string, clientSecret: string | null = null): Reply => ({
  results: [data({ payment: { id: paymentId, status }, clientSecret })],
})

test('what has no answer yet is sent again as it was, whatever is chosen meanwhile: two methods never pay one cart', async () => {
  await using page = await openPage(refused({ code: 'forbidden' }, 403), answered('processing'))

  await page.pay({ savedMethodId: visa, saveMethod: false })
  const events = await page.pay({ savedMethodId: mastercard, saveMethod: false })

  const [first, second] = page.asked()
  expect(second).toEqual(first)
  expect(second).toMatchObject({ savedMethodId: visa })
  expect(events).toMatchObject([{ type: 'answered' }])
})

test('a refusal is an answer: the next try is another request, with what is chosen then', async () => {
  await using page = await openPage(refused({ code: 'payment_method_unusable' }), answered('processing'))

  const events = await page.pay({ savedMethodId: visa, saveMethod: false })
  await page.pay({ ...card, saveMethod: true })

  const [first, second] = page.asked()
  expect(events).toMatchObject([{ type: 'refused', refusal: { code: 'payment_method_unusable' } }])
  expect(second).toMatchObject({ confirmationTokenId: 'ctoken_1', saveMethod: true })
  expect(second?.requestId).not.toBe(first?.requestId)
})

test('a challenge of a declined payment that did not run is asked for again by the same request, in the same words', async () => {
  await using page = await openPage(answered('requires_action', 'secret'), answered('requires_action', 'secret'))
  page.intents.keep(cart, { requestId: randomUUID(), continues: paymentId, paymentId: null, sent: null })

  const events = await page.pay(card)
  await page.pay(card)

  const [first, second] = page.asked()
  expect(events).toMatchObject([{ type: 'answered' }, { type: 'hindered', problem: { kind: 'stripe' } }])
  expect(first).toMatchObject({ paymentId })
  expect(second).toEqual(first)
})

test('when another tab was faster its payment is followed, and the next try can only go on with it', async () => {
  const reason = { code: 'payment_not_payable', paymentId, status: 'requires_action' }
  await using page = await openPage(refused(reason), answered('processing'))
  page.intents.keep(cart, { requestId: randomUUID(), continues: paymentId, paymentId: null, sent: null })

  const events = await page.pay(card)
  await page.pay(card)

  expect(events).toEqual([{ type: 'resumed', paymentId }])
  expect(page.asked()[1]).toMatchObject({ paymentId })
  expect(page.asked()[1]?.requestId).not.toBe(page.asked()[0]?.requestId)
})
