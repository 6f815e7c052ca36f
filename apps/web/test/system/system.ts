import { createPaymentsClient } from '@azora/payments-client'
import type { TestStack } from '@azora/test-kit/start-test-stack'
import { expect } from 'vitest'

type Persona = Parameters<TestStack['signIn']['token']>[0]
type Client = ReturnType<typeof createPaymentsClient>

/** What people and the world do to the started system, and what can be seen of it from outside. */
export interface System {
  /** The API as one of the personas calls it. */
  as(persona: Persona): Client
  /** What the shopper's page, or another program with the key, sends to Stripe. */
  askStripe(path: string, form: Record<string, string>): Promise<{ id: string }>
  /** What a page sends to Stripe with a client secret in hand. */
  confirm(clientSecret: string | null, form: Record<string, string>): Promise<unknown>
  /** The shopper tells the bank that it is them. */
  passChallenge(clientSecret: string | null): void
  /** A paid cart of one product, by the card of that number. */
  buy(card?: string): Promise<string>
  /** Waits until a payment is as described. */
  until(paymentId: string, expected: object): Promise<void>
  /** Moves the system's time. */
  pass(time: { days?: number; minutes?: number }): Promise<void>
  /** The newest mail to that address whose subject says so. */
  mailThat(saying: RegExp): Promise<{ subject: string; text: string }>
}

export const patience = { timeout: 30_000, interval: 150 }

export const idIn = (clientSecret: string | null): string => String(clientSecret?.split('_secret_')[0])

export function systemOf(stack: TestStack): System {
  const as: System['as'] = (persona) =>
    createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token(persona) })

  const askStripe: System['askStripe'] = async (path, form) => {
    const response = await fetch(`${stack.stripe.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.stripe.secretKey}` },
      body: new URLSearchParams(form),
    })
    const answer = (await response.json()) as { id: string; error?: { message: string } }
    if (answer.error) throw new Error(answer.error.message)
    return answer
  }

  const until: System['until'] = (paymentId, expected) =>
    expect.poll(() => as('shopper').payments.get.query({ paymentId }), patience).toMatchObject(expected)

  return {
    as,
    askStripe,
    until,
    confirm(clientSecret, form) {
      const id = idIn(clientSecret)
      const path = id.startsWith('seti_') ? 'setup_intents' : 'payment_intents'
      return askStripe(`${path}/${id}/confirm`, { return_url: stack.url, ...form })
    },
    passChallenge: (clientSecret) => stack.stripe.completeThreeDSecure(idIn(clientSecret), 'authenticated'),
    async buy(card = '4242424242424242') {
      const { payment } = await as('shopper').payments.process.mutate({
        requestId: crypto.randomUUID(),
        cart: await cartOf(as('shopper')),
        confirmationTokenId: stack.stripe.confirmationToken({ card }).id,
      })
      await until(payment.id, { status: 'succeeded' })
      return payment.id
    },
    async pass({ days = 0, minutes = 0 }) {
      await stack.stripe.clock.advance(days * 86_400 + minutes * 60)
    },
    async mailThat(saying) {
      const found = () => stack.mail.messages().findLast(({ subject }) => saying.test(subject))
      await expect.poll(found, patience).toBeDefined()
      const { subject = '', text = '' } = found() ?? {}
      return { subject, text: text ?? '' }
    },
  }
}

/** One of the cheapest product. */
export async function cartOf(client: Client) {
  const { products } = await client.catalog.list.query({ currency: 'usd' })
  const prices = products.flatMap((product) => product.prices)
  const [cheapest] = prices.toSorted((one, other) => one.unitAmount.amountMinor - other.unitAmount.amountMinor)
  return { items: [{ priceId: String(cheapest?.id), quantity: 1 }], currency: 'usd' as const }
}
