import type { MethodSetup } from '@azora/contract/payment-method'
import { defineOperation } from '../attempt/operation.ts'
import { settlingOf } from '../attempt/settle-params.ts'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { SetupSnapshot } from '../stripe/setup-snapshot.ts'
import { selectSetup, settleSetup } from './setup-rows.ts'

/** What a setup sends to Stripe. */
interface SetupInput {
  stripeCustomerId: string
  types: string[]
}

/** Makes the SetupIntent by which a page saves a method. What becomes of it is for its events to say. */
export const setupOperation = defineOperation<SetupInput, SetupSnapshot, MethodSetup>({
  name: 'paymentMethods.setup',
  send: (ctx, { attemptId, subjectId, input }) =>
    ctx.stripe.setups.create({ ...input, attemptId, setupId: subjectId, merchantId: ctx.merchantId }),
  find: (ctx, { input, ...attempt }) => ctx.stripe.setups.findOfAttempt({ ...input, ...attempt }),
  async settle(ctx, attempt, result) {
    const stripeSetupIntentId = result.value?.id ?? null
    const row = await ctx.db.first(settleSetup, { ...settlingOf(ctx, attempt, result), stripeSetupIntentId })
    return row && { answer: row.answer, refusal: null }
  },
  present: readSetup,
})

/** Any setup of the merchant's, as it is now. @throws {Refusal} setup_not_found */
export async function readSetup({ db, merchantId }: PaymentContext, setupId: string): Promise<MethodSetup> {
  const row = await db.first(selectSetup, { merchantId, setupId })
  if (!row) throw new Refusal({ code: 'setup_not_found', setupId })
  return row.setup
}
