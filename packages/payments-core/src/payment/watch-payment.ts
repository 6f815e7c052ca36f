import type { Payment, WatchPayment } from '@azora/contract/payment'
import { isTerminal } from '@azora/contract/payment-status'
import type { CallerContext } from '../context.ts'
import { getPayment } from './get-payment.ts'

/** A look now and then, should a notification ever be lost on the way. */
const lookAgainMs = 15_000

/**
 * The caller's payment each time it changes, the present state first; ends after a terminal status.
 * With `lastEventId` (a version) only newer states are given, so a stream that broke goes on without a repeat.
 *
 * @throws {Refusal} payment_not_found
 */
export async function* watchPayment(
  ctx: CallerContext,
  { paymentId, lastEventId }: WatchPayment,
  signal: AbortSignal,
): AsyncGenerator<Payment> {
  let seen = Number(lastEventId ?? 0) || 0
  const bell = createBell(signal)
  const unwatch = ctx.feed.watch(paymentId, bell.ring)
  try {
    while (!signal.aborted) {
      const payment = await getPayment(ctx, { paymentId })
      if (payment.version > seen) {
        seen = payment.version
        yield payment
      }
      if (isTerminal(payment.status)) return
      await bell.rung()
    }
  } finally {
    unwatch()
  }
}

/** Remembers a ring that comes while nobody waits for it. */
function createBell(signal: AbortSignal) {
  let isRung = false
  let wake = () => {}
  const ring = () => {
    isRung = true
    wake()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    async rung() {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, lookAgainMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      isRung = false
    },
  }
}
