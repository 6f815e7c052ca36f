import { isTerminal, type PaymentStatus } from '@azora/contract/payment-status'
import type { PaymentContext } from '../context.ts'

/** A look now and then, should a notification ever be lost on the way. */
const lookAgainMs = 15_000

interface Followed {
  status: PaymentStatus
  version: number
}

interface Following<View> {
  paymentId: string
  /** Reads the payment as this follower may see it; throws once they may no longer. */
  read: () => Promise<View>
  /** A version: only newer states are given, so that a stream that broke goes on without a repeat. */
  lastEventId?: string | null | undefined
}

/** A payment each time it changes, the present state first; ends after a terminal status. */
export async function* followPayment<View extends Followed>(
  { feed }: Pick<PaymentContext, 'feed'>,
  { paymentId, read, lastEventId }: Following<View>,
  signal: AbortSignal,
): AsyncGenerator<View> {
  let seen = Number(lastEventId ?? 0) || 0
  const bell = createBell(signal)
  const unwatch = feed.watch(paymentId, bell.ring)
  try {
    while (!signal.aborted) {
      const payment = await read()
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
