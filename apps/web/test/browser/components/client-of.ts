import { createPaymentsClient } from '@azora/payments-client'
import type { TestStack } from '@azora/test-kit/start-test-stack'
import type { OpenOptions } from './open-component.ts'

/** The client of the shopper who is in the page, or of somebody else. */
export const clientOf = (stack: TestStack, persona: 'shopper' | 'service' = 'shopper') =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token(persona) })

/** One of a product, in dollars. */
export async function cartOf(stack: TestStack, product: string): Promise<NonNullable<OpenOptions['cart']>> {
  const { products } = await clientOf(stack).catalog.list.query({ currency: 'usd' })
  const price = products.find(({ name }) => name === product)?.prices[0]
  return { items: [{ priceId: String(price?.id), quantity: 1 }], currency: 'usd' }
}

/** Buys a mug with a card, as a page would; gives the payment's id. */
export async function buy(stack: TestStack, card: string): Promise<string> {
  const { payment } = await clientOf(stack).payments.process.mutate({
    requestId: crypto.randomUUID(),
    cart: await cartOf(stack, 'Harbour mug'),
    confirmationTokenId: stack.stripe.confirmationToken({ card }).id,
  })
  return payment.id
}
