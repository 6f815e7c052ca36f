import type { LinkedPayment, WatchPaymentLink } from '@azora/contract/charge'
import type { PaymentContext } from '../context.ts'
import { followPayment } from './follow-payment.ts'
import { readLinkedPayment } from './linked-payment.ts'
import { readLinkToken } from './link-token.ts'

/**
 * The payment of a link each time it changes, the present state first; ends after a terminal status, and with the link.
 *
 * @throws {Refusal} link_not_found, link_expired
 */
export async function* watchPaymentLink(
  ctx: PaymentContext,
  { token, lastEventId }: WatchPaymentLink,
  signal: AbortSignal,
): AsyncGenerator<LinkedPayment> {
  const idOfLink = () => readLinkToken(ctx.linkSecret, token, ctx.clock.now())
  const following = { paymentId: idOfLink(), lastEventId, read: () => readLinkedPayment(ctx, idOfLink()) }
  yield* followPayment(ctx, following, signal)
}
