import type Stripe from 'stripe'
import type { Outcome } from './outcome.ts'
import { refundSnapshotOf, type RefundSnapshot } from './refund-snapshot.ts'
import type { StripeCalls } from './stripe-calls.ts'

/** All that a refund is made from; equal on each repeat, because Stripe takes a key with equal input only. */
export interface MakeRefund {
  attemptId: string
  merchantId: string
  paymentId: string
  paymentIntentId: string
  /** Minor units, in the payment's currency. */
  amountMinor: number
  reason: string | null
}

/** What we do with refunds. Every POST carries a key derived from the attempt. */
export interface RefundCalls {
  /** Gives money back. Repeating it with the same attempt never gives it twice. */
  create(input: MakeRefund): Promise<Outcome<RefundSnapshot>>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(refundId: string): Promise<RefundSnapshot>
  /** All refunds of a PaymentIntent, whoever made them. @throws {StripeUnavailable} when Stripe gives no answer */
  listOfIntent(paymentIntentId: string): Promise<RefundSnapshot[]>
}

export const createRefundCalls = (calls: StripeCalls): RefundCalls => ({
  create: (input) => calls.act(async (stripe) => refundSnapshotOf(await create(stripe, input))),
  retrieve: (id) => calls.read(async (stripe) => refundSnapshotOf(await stripe.refunds.retrieve(id))),
  listOfIntent: (payment_intent) =>
    calls.read(async (stripe) => {
      const refunds: RefundSnapshot[] = []
      for await (const refund of stripe.refunds.list({ payment_intent, limit: 100 })) {
        refunds.push(refundSnapshotOf(refund))
      }
      return refunds
    }),
})

const create = (stripe: Stripe, input: MakeRefund): Promise<Stripe.Refund> =>
  stripe.refunds.create(
    {
      payment_intent: input.paymentIntentId,
      amount: input.amountMinor,
      ...(input.reason ? { reason: input.reason } : {}),
      metadata: {
        azora_merchant_id: input.merchantId,
        azora_payment_id: input.paymentId,
        azora_attempt_id: input.attemptId,
      },
    },
    { idempotencyKey: `attempt/${input.attemptId}/create` },
  )
