import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import { selectStripeCustomer, settleCustomer } from './customer-rows.ts'

/**
 * Makes Stripe's customer for one of ours, once: one attempt can be open on it, and before another begins, Stripe has said
 * that the one before made nothing. It carries our ids only, because what an attempt sends is kept for good.
 */
export const customerOperation = defineOperation<object, string, string | null>({
  name: 'customers.create',
  send: (ctx, { attemptId, subjectId }) =>
    ctx.stripe.customers.create({ attemptId, merchantId: ctx.merchantId, customerId: subjectId }),
  find: (ctx, { subjectId, createdAt }) =>
    ctx.stripe.customers.findMade({ merchantId: ctx.merchantId, customerId: subjectId, createdAt }),
  async settle(ctx, attempt, result) {
    const row = await ctx.db.first(settleCustomer, {
      ...settlingOf(ctx, attempt, result),
      customerId: attempt.subjectId,
      stripeCustomerId: result.value,
    })
    return row && { answer: row.stripeCustomerId, refusal: null }
  },
  async present({ db, merchantId }, customerId) {
    const row = await db.first(selectStripeCustomer, { merchantId, customerId })
    return row?.stripeCustomerId ?? null
  },
})
