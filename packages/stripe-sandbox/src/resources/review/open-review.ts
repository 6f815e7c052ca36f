import { createId } from '../../state/create-id.ts'
import type { Context } from '../context.ts'
import type { Review } from './review.ts'

/** Someone should look at a charge with an elevated risk. Nothing happens when someone has. */
export function openReview(context: Context, chargeId: string): Review | undefined {
  const charge = context.get('charge', chargeId)
  if (charge.review !== null || charge.refunded || charge.disputed) return undefined
  const review = context.state.table('review').put<Review>({
    id: createId('prv'),
    object: 'review',
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: chargeId,
    closed_reason: null,
    created: context.now,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: 'rule',
    payment_intent: charge.payment_intent,
    reason: 'rule',
    session: null,
  })
  context.state.table('charge').put({ ...charge, review: review.id })
  const intent = context.get('payment_intent', charge.payment_intent)
  context.state.table('payment_intent').put({ ...intent, review: review.id })
  context.emit({ type: 'review.opened', object: review })
  return review
}
