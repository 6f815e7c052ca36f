import { listen } from '@azora/db/listener'

/** Tells of payments that changed, from whichever process changed them. */
export interface PaymentFeed {
  /** Calls `onChange` whenever the payment may have changed, until the returned function is called. */
  watch(paymentId: string, onChange: () => void): () => void
  close(): Promise<void>
}

/** Opens a feed over PostgreSQL's NOTIFY; a lost connection wakes every watcher, since what it missed is not known. */
export async function openPaymentFeed({ connectionString }: { connectionString: string }): Promise<PaymentFeed> {
  const watchers = new Map<string, Set<() => void>>()
  const wake = (paymentId: string) => watchers.get(paymentId)?.forEach((onChange) => onChange())
  const listener = await listen({
    connectionString,
    channel: 'payment_changed',
    onNotify: (payload) => wake(paymentIdIn(payload)),
    onGap: () => [...watchers.keys()].forEach(wake),
  })

  return {
    watch(paymentId, onChange) {
      const set = watchers.get(paymentId) ?? new Set()
      watchers.set(paymentId, set.add(onChange))
      return () => {
        set.delete(onChange)
        if (set.size === 0) watchers.delete(paymentId)
      }
    },
    close: () => listener.close(),
  }
}

/** The trigger on `payment` wrote the payload, so its shape is ours. */
const paymentIdIn = (payload: string): string => (JSON.parse(payload) as { paymentId: string }).paymentId
