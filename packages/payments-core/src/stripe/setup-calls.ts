import type Stripe from 'stripe'
import { madeAround } from './made-around.ts'
import { microdepositParams, type Microdeposits } from './microdeposits.ts'
import type { Outcome } from './outcome.ts'
import { setupSnapshotOf, type SetupSnapshot } from './setup-snapshot.ts'
import type { StripeCalls } from './stripe-calls.ts'

interface CreateSetup {
  attemptId: string
  merchantId: string
  setupId: string
  stripeCustomerId: string
  /** Of which types the method may be; of any when empty. */
  types: readonly string[]
}

/** What we do with SetupIntents: they save a method without a payment. */
export interface SetupCalls {
  create(input: CreateSetup): Promise<Outcome<SetupSnapshot>>
  /** Stripe refuses a wrong answer; the last wrong one, or one that is too late, leaves a setup that failed. */
  verifyMicrodeposits(
    input: Microdeposits & { attemptId: string; setupIntentId: string },
  ): Promise<Outcome<SetupSnapshot>>
  /** @throws {StripeUnavailable} when Stripe gives no answer */
  retrieve(setupIntentId: string): Promise<SetupSnapshot>
  /**
   * Looks through the customer's SetupIntents for the one that carries the attempt's id.
   *
   * @returns undefined only when Stripe has answered and there is none
   * @throws {StripeUnavailable} when Stripe gives no answer
   */
  findOfAttempt(attempt: {
    attemptId: string
    createdAt: Date
    stripeCustomerId: string
  }): Promise<SetupSnapshot | undefined>
}

const expand = ['payment_method']

export const createSetupCalls = (calls: StripeCalls): SetupCalls => ({
  create: (input) => calls.act(async (stripe) => setupSnapshotOf(await create(stripe, input))),
  verifyMicrodeposits: ({ attemptId, setupIntentId, ...said }) =>
    calls.act(async (stripe) =>
      setupSnapshotOf(
        await stripe.setupIntents.verifyMicrodeposits(
          setupIntentId,
          { ...microdepositParams(said), expand },
          { idempotencyKey: `attempt/${attemptId}/verify` },
        ),
      ),
    ),
  retrieve: (id) => calls.read(async (stripe) => setupSnapshotOf(await stripe.setupIntents.retrieve(id, { expand }))),
  findOfAttempt: ({ attemptId, createdAt, stripeCustomerId: customer }) =>
    calls.read(async (stripe) => {
      const listed = stripe.setupIntents.list({
        created: madeAround(createdAt),
        customer,
        limit: 100,
        expand: ['data.payment_method'],
      })
      for await (const setup of listed) {
        if (setup.metadata?.['azora_attempt_id'] === attemptId) return setupSnapshotOf(setup)
      }
      return undefined
    }),
})

const create = (stripe: Stripe, { attemptId, types, ...input }: CreateSetup): Promise<Stripe.SetupIntent> =>
  stripe.setupIntents.create(
    {
      customer: input.stripeCustomerId,
      usage: 'off_session',
      ...(types.length > 0
        ? { allowed_payment_method_types: types as Stripe.SetupIntentCreateParams.AllowedPaymentMethodType[] }
        : { automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } }),
      metadata: {
        azora_merchant_id: input.merchantId,
        azora_setup_id: input.setupId,
        azora_attempt_id: attemptId,
      },
      expand,
    },
    { idempotencyKey: `attempt/${attemptId}/setup` },
  )
