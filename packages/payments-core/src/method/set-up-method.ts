import type { MethodSetup, SetUpMethod, StartedSetup } from '@azora/contract/payment-method'
import type { CallerContext } from '../context.ts'
import { withCustomer } from '../customer/with-customer.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { setupOperation } from './setup-operation.ts'
import { beginSetup, selectSetup } from './setup-rows.ts'

/** Each try of a card that is not good costs the merchant something and tells a thief something; nobody has so many cards. */
const setupsPerHour = 20

/**
 * Begins to save a method without a payment, once; see `runRequest` for what holds when it is repeated or cut off. The page
 * confirms it with the client secret; `savedMethodId` comes by an event.
 *
 * @throws {Refusal} setups_begun_often, request_id_reused, request_in_progress, temporarily_unavailable
 * @see https://docs.stripe.com/payments/save-and-reuse (read 2026-11-25)
 */
export async function setUpMethod(ctx: CallerContext, { requestId, types = [] }: SetUpMethod): Promise<StartedSetup> {
  const meaning = [...new Set(types)].toSorted()
  const { answer, value } = await runRequest(ctx, {
    operation: setupOperation,
    requestId,
    fingerprint: fingerprintOf({ types: meaning }),
    begin(params) {
      const request = { ...params, setupId: ctx.newId(), types: meaning, setupsPerHour }
      return withCustomer(ctx, () => ctx.db.first(beginSetup, request))
    },
    // The customer was made, so it can only be this.
    whyNot: async () => new Refusal({ code: 'setups_begun_often', setupsPerHour }),
  })
  const clientSecret = value ? value.clientSecret : await secretOf(ctx, answer)
  return { setup: answer, clientSecret: isOver(answer) ? null : clientSecret }
}

const isOver = ({ status }: MethodSetup): boolean => status === 'succeeded' || status === 'canceled'

/** The client secret is never stored, so a repeat fetches it again. */
async function secretOf(ctx: CallerContext, setup: MethodSetup): Promise<string | null> {
  if (isOver(setup)) return null
  const row = await ctx.db.first(selectSetup, { merchantId: ctx.merchantId, setupId: setup.id })
  if (!row?.stripeSetupIntentId) return null
  const news = await ctx.stripe.setups.retrieve(row.stripeSetupIntentId).catch((error: unknown) => {
    if (!(error instanceof StripeUnavailable)) throw error
    throw new Refusal({ code: 'temporarily_unavailable', retryAfterSeconds: 2 })
  })
  return news.clientSecret
}
