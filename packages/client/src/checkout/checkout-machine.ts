import type { DeclineReason } from '@azora/contract/decline-reason'
import type { Payment, ProcessedPayment } from '@azora/contract/payment'
import type { RefusalReason } from '@azora/contract/refusal-reason'

/** Something in the way that is neither a decline nor a refusal. Submitting again goes on with the same intent. */
export type CheckoutProblem = { kind: 'unreachable' } | { kind: 'stripe'; message: string | null }

/**
 * Where a checkout stands.
 * `ready` waits for the shopper, `confirming` for our answer, `action` for 3-D Secure, `settling` for the final word;
 * after `declined` and `refused` another try can be made; `paid` is the end.
 */
export interface Checkout {
  state: 'ready' | 'confirming' | 'action' | 'settling' | 'paid' | 'declined' | 'refused'
  payment: Payment | null
  decline: { reason: DeclineReason } | null
  refusal: RefusalReason | null
  problem: CheckoutProblem | null
}

export type CheckoutEvent =
  | { type: 'submitted' }
  /** The form said itself what is missing. */
  | { type: 'incomplete' }
  | { type: 'hindered'; problem: CheckoutProblem }
  | { type: 'refused'; refusal: RefusalReason }
  | { type: 'answered'; answer: ProcessedPayment }
  /** The challenge is over; how it went is in the payment, soon. */
  | { type: 'acted' }
  /** There is a payment of this cart already, from before a reload or from another tab. */
  | { type: 'resumed' }
  /** What was resumed is not the shopper's own. */
  | { type: 'abandoned' }
  | { type: 'payment_seen'; payment: Payment }

export const newCheckout: Checkout = { state: 'ready', payment: null, decline: null, refusal: null, problem: null }

/** Whether a press of the pay button means anything now. */
export const canSubmit = ({ state }: Checkout): boolean =>
  state === 'ready' || state === 'declined' || state === 'refused'

/** The next state. Events that come too late or twice change nothing, and `paid` is never left. */
export function nextCheckout(checkout: Checkout, event: CheckoutEvent): Checkout {
  const { state } = checkout
  const clear = { decline: null, refusal: null, problem: null }
  switch (event.type) {
    case 'submitted':
      return canSubmit(checkout) ? { ...checkout, ...clear, state: 'confirming' } : checkout
    case 'incomplete':
      return state === 'confirming' ? { ...checkout, state: 'ready' } : checkout
    case 'hindered':
      return state === 'confirming' || state === 'action'
        ? { ...checkout, state: 'ready', problem: event.problem }
        : checkout
    case 'refused':
      return state === 'confirming' || state === 'settling'
        ? { ...checkout, state: 'refused', refusal: event.refusal }
        : checkout
    case 'answered':
      if (state !== 'confirming') return checkout
      return event.answer.clientSecret !== null && event.answer.payment.status === 'requires_action'
        ? { ...checkout, state: 'action', payment: event.answer.payment }
        : settle(checkout, event.answer.payment)
    case 'acted':
      return state === 'action' ? { ...checkout, state: 'settling' } : checkout
    case 'resumed':
      return state === 'ready' || state === 'confirming' ? { ...checkout, ...clear, state: 'settling' } : checkout
    case 'abandoned':
      return state === 'settling' ? newCheckout : checkout
    case 'payment_seen':
      return seePayment(checkout, event.payment)
  }
}

function seePayment(checkout: Checkout, seen: Payment): Checkout {
  const { state, payment } = checkout
  const isAwaited = state === 'settling' || state === 'action' || (state === 'ready' && payment !== null)
  if (!isAwaited || (payment && payment.version > seen.version)) return checkout
  if (seen.status !== 'requires_action') return settle(checkout, seen)
  // A resumed payment that waits for the shopper: paying again brings its challenge back. Otherwise only the end counts.
  return state === 'settling' && payment === null ? { ...checkout, state: 'ready', payment: seen } : checkout
}

function settle(checkout: Checkout, payment: Payment): Checkout {
  const next = { ...checkout, payment }
  switch (payment.status) {
    case 'succeeded':
      return { ...next, state: 'paid' }
    case 'requires_payment_method':
      return { ...next, state: 'declined', decline: payment.decline ?? { reason: 'card_declined' } }
    case 'canceled':
      return {
        ...next,
        state: 'refused',
        refusal: { code: 'payment_not_payable', paymentId: payment.id, status: payment.status },
      }
    case 'processing':
    case 'requires_action':
    case 'requires_capture':
      return { ...next, state: 'settling' }
  }
}
