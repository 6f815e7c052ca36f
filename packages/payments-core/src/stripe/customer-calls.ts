import { madeAround } from './made-around.ts'
import type { Outcome } from './outcome.ts'
import type { StripeCalls } from './stripe-calls.ts'

interface CustomerOfOurs {
  merchantId: string
  customerId: string
}

/** What we do with Stripe's customers: they hold methods and our ids, and nothing about a person. */
export interface CustomerCalls {
  /** @returns the id of Stripe's customer */
  create(input: CustomerOfOurs & { attemptId: string }): Promise<Outcome<string>>
  /**
   * Looks through the customers made around that moment for the one that carries our customer's id.
   *
   * @returns undefined only when Stripe has answered and there is none
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  findMade(input: CustomerOfOurs & { createdAt: Date }): Promise<string | undefined>
}

export const createCustomerCalls = (calls: StripeCalls): CustomerCalls => ({
  create: ({ attemptId, merchantId, customerId }) =>
    calls.act(async (stripe) => {
      const customer = await stripe.customers.create(
        {
          metadata: {
            azora_merchant_id: merchantId,
            azora_customer_id: customerId,
            azora_attempt_id: attemptId,
          },
        },
        { idempotencyKey: `attempt/${attemptId}/customer` },
      )
      return customer.id
    }),
  findMade: ({ merchantId, customerId, createdAt }) =>
    calls.read(async (stripe) => {
      for await (const { id, metadata } of stripe.customers.list({ created: madeAround(createdAt), limit: 100 })) {
        const isOurs = metadata['azora_merchant_id'] === merchantId && metadata['azora_customer_id'] === customerId
        if (isOurs) return id
      }
      return undefined
    }),
})
