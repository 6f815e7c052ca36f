import type { MethodSetup } from '@azora/contract/payment-method'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { PaymentContext } from '../context.ts'
import { isMismatch, type Microdeposits } from '../stripe/microdeposits.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import type { SetupSnapshot } from '../stripe/setup-snapshot.ts'
import { applySetup } from './apply-setup.ts'
import { readSetup } from './setup-operation.ts'
import { findSetupOfIntent, settleVerify } from './setup-rows.ts'

interface VerifyInput extends Microdeposits {
  setupIntentId: string
}

/**
 * Tells Stripe what arrived on a bank account. Where it stands afterwards goes the way of the setup's events before the attempt
 * is closed; a crash in between repeats both, and changes nothing more.
 */
export const verifyOperation = defineOperation<VerifyInput, SetupSnapshot, MethodSetup>({
  name: 'paymentMethods.verifyMicrodeposits',
  send: (ctx, { attemptId, input }) => ctx.stripe.setups.verifyMicrodeposits({ ...input, attemptId }),
  async find(ctx, { input }) {
    const news = await ctx.stripe.setups.retrieve(input.setupIntentId)
    return news.status === 'requires_action' ? undefined : news
  },
  async settle(ctx, attempt, result) {
    const isWrong = isMismatch(result.failure)
    const news = result.value ?? (isWrong ? undefined : await lookAgain(ctx, attempt.input.setupIntentId))
    if (news) await applyNews(ctx, news)
    return ctx.db.first(settleVerify, { ...settlingOf(ctx, attempt, result), isMismatch: isWrong })
  },
  present: readSetup,
})

async function applyNews(ctx: PaymentContext, news: SetupSnapshot): Promise<void> {
  const of = { merchantId: ctx.merchantId, stripeSetupIntentId: news.id, setupId: null }
  const setup = await ctx.db.first(findSetupOfIntent, of)
  if (setup) await applySetup(ctx, setup, { news, eventId: null })
}

/** A setup that Stripe refused to verify is not where we thought. Without an answer, its event will tell. */
async function lookAgain(ctx: PaymentContext, setupIntentId: string): Promise<SetupSnapshot | undefined> {
  try {
    return await ctx.stripe.setups.retrieve(setupIntentId)
  } catch (error) {
    if (!(error instanceof StripeUnavailable)) throw error
    return undefined
  }
}
