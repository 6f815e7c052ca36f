import type { DeletedMethod } from '@azora/contract/payment-method'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import { StripeUnavailable } from '../stripe/outcome.ts'
import { selectDeleted, settleDelete } from './method-rows.ts'

/** What a removal sends to Stripe. */
interface DeleteInput {
  stripePaymentMethodId: string
}

/** Lets Stripe forget a method. One that somebody else has let go of meanwhile is gone too. */
export const deleteOperation = defineOperation<DeleteInput, 'gone', DeletedMethod>({
  name: 'paymentMethods.delete',
  async send(ctx, { attemptId, input }) {
    const outcome = await ctx.stripe.methods.detach({ ...input, attemptId })
    if (outcome.kind === 'answered') return { kind: 'answered', value: 'gone' }
    if (outcome.kind === 'unknown') return outcome
    try {
      const { stripeCustomerId } = await ctx.stripe.methods.retrieve(input.stripePaymentMethodId)
      return stripeCustomerId ? outcome : { kind: 'answered', value: 'gone' }
    } catch (error) {
      return error instanceof StripeUnavailable ? { kind: 'unknown' } : outcome
    }
  },
  async find(ctx, { input }) {
    const { stripeCustomerId } = await ctx.stripe.methods.retrieve(input.stripePaymentMethodId)
    return stripeCustomerId ? undefined : 'gone'
  },
  settle: (ctx, attempt, result) =>
    ctx.db.first(settleDelete, { ...settlingOf(ctx, attempt, result), isGone: result.value === 'gone' }),
  async present({ db, merchantId }, savedMethodId) {
    const row = await db.first(selectDeleted, { merchantId, savedMethodId })
    return { savedMethodId, isDeleted: row?.isDeleted ?? false }
  },
})
