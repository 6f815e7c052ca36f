import { findCardByName } from '../../cards/test-cards.ts'
import type { Context } from '../context.ts'
import { raiseDispute } from '../dispute/raise-dispute.ts'
import { warnOfFraud } from '../early-fraud-warning/early-fraud-warning.ts'
import { openReview } from '../review/open-review.ts'
import type { Charge } from './charge.ts'

/** Long enough that the caller has its answer, short enough to watch. */
const soonSeconds = 5

/** What some test cards bring upon a charge once its money is taken: a dispute, a warning, a review. */
export function planAftermath(context: Context, charge: Charge): void {
  const card = cardOf(context, charge)
  const isWatched = card?.dispute ?? card?.earlyFraudWarning ?? card?.risk
  if (isWatched !== undefined)
    context.schedule({ kind: 'follow_up_charge', subject: charge.id, dueAt: context.now + soonSeconds })
}

export function followUpCharge(context: Context, chargeId: string): void {
  const charge = context.get('charge', chargeId)
  const card = cardOf(context, charge)
  if (card?.risk === 'elevated') openReview(context, chargeId)
  if (card?.earlyFraudWarning) warnOfFraud(context, chargeId)
  if (card?.dispute === 'inquiry') raiseDispute(context, chargeId, { reason: 'general', isInquiry: true })
  else if (card?.dispute) raiseDispute(context, chargeId, { reason: card.dispute, isInquiry: false })
}

const cardOf = (context: Context, { payment_method: method }: Charge) =>
  findCardByName(context.state.table('card_secret').get(method)?.card ?? '')
