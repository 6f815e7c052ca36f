import { addAccount } from '../resources/account/add-account.ts'
import type { Context } from '../resources/context.ts'
import type { DisputeReason } from '../resources/dispute/dispute.ts'
import { raiseDispute } from '../resources/dispute/raise-dispute.ts'
import { decideDispute } from '../resources/dispute/settle-dispute.ts'
import { warnOfFraud } from '../resources/early-fraud-warning/early-fraud-warning.ts'
import type { PayoutFailure } from '../resources/payout/payout.ts'
import { failPayout } from '../resources/payout/settle-payout.ts'
import { openReview } from '../resources/review/open-review.ts'

/** What banks, networks and card holders do, on command. A payment is named by its own id or its charge's. */
export interface MoneyCommands {
  /** Connects an account for `Stripe-Account`. */
  addAccount(about?: { email?: string }): { id: string }
  /** @throws {Error} when nothing is left to dispute, or a dispute is open */
  raiseDispute(paymentId: string, claim?: { reason?: DisputeReason; isInquiry?: boolean }): { id: string }
  decideDispute(disputeId: string, outcome: 'lost' | 'won'): void
  /** @throws {Error} when the charge has a warning already */
  warnOfFraud(paymentId: string): { id: string }
  /** @throws {Error} when the charge has a review already, or needs none any more */
  openReview(paymentId: string): { id: string }
  /** The bank sends a payout back, also one that counted as paid. */
  failPayout(payoutId: string, code?: PayoutFailure): void
}

export function buildMoneyCommands(context: () => Context, changed: <T>(result: T) => T): MoneyCommands {
  const chargeOf = (id: string) =>
    id.startsWith('pi_') ? (context().get('payment_intent', id).latest_charge ?? '') : id
  return {
    addAccount: (about) => ({ id: changed(addAccount(context(), about)).id }),
    raiseDispute(id, { reason = 'fraudulent', isInquiry = false } = {}) {
      const dispute = raiseDispute(context(), chargeOf(id), { reason, isInquiry })
      return changed(made(dispute, `${id} has nothing left to dispute, or a dispute that is open.`))
    },
    decideDispute: (id, outcome) => changed(decideDispute(context(), id, outcome)),
    warnOfFraud: (id) =>
      changed(made(warnOfFraud(context(), chargeOf(id)), `${id} was not paid, or has a warning already.`)),
    openReview: (id) =>
      changed(made(openReview(context(), chargeOf(id)), `${id} has a review, or is refunded or disputed.`)),
    failPayout: (id, code) => changed(failPayout(context(), id, code)),
  }
}

function made(object: { id: string } | undefined, why: string): { id: string } {
  if (!object) throw new Error(why)
  return { id: object.id }
}
