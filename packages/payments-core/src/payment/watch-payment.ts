import type { Payment, WatchPayment } from '@azora/contract/payment'
import type { CallerContext } from '../context.ts'
import { followPayment } from './follow-payment.ts'
import { getPayment } from './get-payment.ts'

/**
 * The caller's payment each time it changes, the present state first; ends after a terminal status.
 *
 * @throws {Refusal} payment_not_found
 */
export const watchPayment = (
  ctx: CallerContext,
  { paymentId, lastEventId }: WatchPayment,
  signal: AbortSignal,
): AsyncGenerator<Payment> =>
  followPayment(ctx, { paymentId, lastEventId, read: () => getPayment(ctx, { paymentId }) }, signal)
