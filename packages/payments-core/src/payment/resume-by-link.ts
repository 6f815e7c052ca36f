import type { ResumeByLink, ResumedPayment } from '@azora/contract/charge'
import type { PaymentContext } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import { runRequest } from '../request/run-request.ts'
import { clientSecretOf } from './client-secret.ts'
import { readLinkedPayment } from './linked-payment.ts'
import { readLinkToken } from './link-token.ts'
import { resumeOperation } from './process-operation.ts'
import { beginResume, selectResumable, triesByLink } from './resume-rows.ts'

/**
 * Tries a payment's saved method again now that its owner is there, on the PaymentIntent that it has. A payment that already
 * waits for the bank's page gives the way to it again. The link is all that is asked for: it leads to nothing but the
 * owner's own bank. It does so ten times at most: the bank is not to be asked without end.
 *
 * @throws {Refusal} link_not_found, link_expired, link_used_often, payment_not_payable, saved_method_not_found, request_id_reused,
 *   request_in_progress, temporarily_unavailable
 */
export async function resumeByLink(ctx: PaymentContext, { requestId, token }: ResumeByLink): Promise<ResumedPayment> {
  const id = readLinkToken(ctx.linkSecret, token, ctx.clock.now())
  const waiting = await readLinkedPayment(ctx, id)
  if (waiting.status === 'requires_action') return present(ctx, id)

  const holder = { subject: `link/${id}`, email: null, name: null, roles: [] }
  await runRequest(
    { ...ctx, caller: holder },
    {
      operation: resumeOperation,
      requestId,
      fingerprint: fingerprintOf({ paymentId: id }),
      begin: (params) => ctx.db.first(beginResume, { ...params, paymentId: id, tries: triesByLink }),
      whyNot: () => whyNotResumable(ctx, { paymentId: id, requestId }),
    },
  )
  return present(ctx, id)
}

async function present(ctx: PaymentContext, id: string): Promise<ResumedPayment> {
  const payment = await readLinkedPayment(ctx, id)
  return { payment, clientSecret: await clientSecretOf(ctx, { ...payment, id }, null) }
}

async function whyNotResumable(
  ctx: PaymentContext,
  { paymentId, requestId }: { paymentId: string; requestId: string },
): Promise<Error> {
  const { status } = await readLinkedPayment(ctx, paymentId)
  if (status === 'processing') return new Refusal({ code: 'request_in_progress', requestId })
  if (status !== 'requires_payment_method') return new Refusal({ code: 'payment_not_payable', paymentId, status })
  const found = await ctx.db.first(selectResumable, { merchantId: ctx.merchantId, paymentId })
  if (!found?.hasMethod) return new Refusal({ code: 'saved_method_not_found', savedMethodId: null })
  if (found.tries >= triesByLink) return new Refusal({ code: 'link_used_often', tries: triesByLink })
  return new Refusal({ code: 'request_in_progress', requestId })
}
