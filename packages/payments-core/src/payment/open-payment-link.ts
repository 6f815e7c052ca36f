import type { LinkedPayment, OpenPaymentLink } from '@azora/contract/charge'
import type { PaymentContext } from '../context.ts'
import { readLinkedPayment } from './linked-payment.ts'
import { readLinkToken } from './link-token.ts'

/**
 * What whoever holds a link of ours may see of its payment.
 *
 * @throws {Refusal} link_not_found, link_expired
 */
export async function openPaymentLink(ctx: PaymentContext, { token }: OpenPaymentLink): Promise<LinkedPayment> {
  return readLinkedPayment(ctx, readLinkToken(ctx.linkSecret, token, ctx.clock.now()))
}
