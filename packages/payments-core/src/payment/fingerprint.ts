import { createHash } from 'node:crypto'
import type { ProcessPayment } from '@azora/contract/payment'

/**
 * What a request id is bound to: everything that decides what is bought. The confirmation token is left out, because
 * a page that lost our answer comes back with a fresh one and means the same payment. So is the order of the lines.
 */
export function fingerprintOf({ cart, paymentId, description, metadata }: ProcessPayment): string {
  const items = cart.items.map(({ priceId, quantity }) => `${priceId}*${quantity}`).toSorted()
  const pairs = Object.entries(metadata ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const meaning = JSON.stringify([items, cart.currency, paymentId ?? null, description ?? null, pairs])
  return createHash('sha256').update(meaning).digest('hex')
}
