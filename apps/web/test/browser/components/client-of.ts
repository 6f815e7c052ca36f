import { createPaymentsClient } from '@azora/payments-client'
import type { TestStack } from '@azora/test-kit/start-test-stack'
import type { OpenOptions } from './open-component.ts'

/** The shopper's own client, beside the page. */
export const clientOf = (stack: TestStack) =>
  createPaymentsClient({ url: `${stack.url}/trpc`, getToken: () => stack.signIn.token('shopper') })

/** One of a product, in dollars. */
export async function cartOf(stack: TestStack, product: string): Promise<NonNullable<OpenOptions['cart']>> {
  const { products } = await clientOf(stack).catalog.list.query({ currency: 'usd' })
  const price = products.find(({ name }) => name === product)?.prices[0]
  return { items: [{ priceId: String(price?.id), quantity: 1 }], currency: 'usd' }
}
