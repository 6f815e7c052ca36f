import type { DeclineReason } from '@azora/contract/decline-reason'
import type { Payment, ProcessedPayment } from '@azora/contract/payment'
import type { Quote } from '@azora/contract/quote'
import type { RefusalReason } from '@azora/contract/refusal-reason'

/** Something in the way that is neither a decline nor a refusal. Submitting again goes on with the same intent. */
export type CheckoutProblem = { kind: 'unreachable' } | { kind: 'stripe'; message: string | null }

/**
 * Where a checkout stands.
 * `pricing` waits for what the cart costs, `ready` for the shopper, `confirming` for our answer, `action` for 3-D Secure,
 * `settling` for the final word; after `declined` and `refused` another try can be made; `paid` is the end.
 */
export interface CheckoutState {
  state: 'pricing' | 'ready' | 'confirming' | 'action' | 'settling' | 'paid' | 'declined' | 'refused'
  /** What the cart costs. While `pricing` it may be that of the cart before; null when the cart cannot be sold as it is. */
  quote: Quote | null
  /** Known before the payment itself when it is from before a reload. */
  paymentId: string | null
  payment: Payment | null
  decline: { reason: DeclineReason } | null
  refusal: RefusalReason | null
  problem: CheckoutProblem | null
}

export type CheckoutEvent =
  | { type: 'priced'; quote: Quote }
  /** The cart cannot be sold as it is. */
  | { type: 'unpriced'; refusal: RefusalReason }
  /** No answer. Means nothing once there is a price. */
  | { type: 'pricing_failed' }
  | { type: 'cart_changed' }
  | { type: 'submitted' }
  /** The form said itself what is missing. */
  | { type: 'incomplete' }
  | { type: 'hindered'; problem: CheckoutProblem }
  | { type: 'refused'; refusal: RefusalReason }
  | { type: 'answered'; answer: ProcessedPayment }
  /** The challenge is over; how it went is in the payment, soon. */
  | { type: 'acted' }
  /** There is a payment of this cart already, from before a reload or from another tab. */
  | { type: 'resumed'; paymentId: string }
  /** What was resumed is not the shopper's own. */
  | { type: 'abandoned' }
  | { type: 'payment_seen'; payment: Payment }

const clear = { decline: null, refusal: null, problem: null }

export const newCheckout: CheckoutState = { state: 'pricing', quote: null, paymentId: null, payment: null, ...clear }

/** Whether a press of the pay button means anything now. */
export const canSubmit = ({ state, quote }: CheckoutState): boolean =>
  quote !== null && (state === 'ready' || state === 'declined' || state === 'refused')

/** Whether the shopper, and not we or the bank, has to do something next. */
const isAtRest = ({ state }: CheckoutState): boolean =>
  state === 'pricing' || state === 'ready' || state === 'declined' || state === 'refused'

/** Whether news of the payment mean anything now. */
export const isAwaited = ({ state, payment }: CheckoutState): boolean =>
  state === 'settling' || state === 'action' || (state === 'ready' && payment !== null)

/** Waits for the shopper, as soon as it is known what there is to pay. */
const rest = (checkout: CheckoutState): CheckoutState => ({
  ...checkout,
  state: checkout.quote === null ? 'pricing' : 'ready',
})

/** The next state. Events that come too late or twice change nothing, and `paid` is never left. */
export function nextCheckout(checkout: CheckoutState, event: CheckoutEvent): CheckoutState {
  const { state } = checkout
  switch (event.type) {
    case 'priced':
      return state === 'paid' ? checkout : price(checkout, event.quote)
    case 'unpriced':
      return isAtRest(checkout) ? { ...newCheckout, state: 'refused', refusal: event.refusal } : checkout
    case 'pricing_failed':
      return state === 'pricing' ? { ...checkout, problem: { kind: 'unreachable' } } : checkout
    case 'cart_changed':
      return isAtRest(checkout) ? { ...newCheckout, quote: checkout.quote } : checkout
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
        ? { ...withPayment(checkout, event.answer.payment), state: 'action' }
        : settle(checkout, event.answer.payment)
    case 'acted':
      return state === 'action' ? { ...checkout, state: 'settling' } : checkout
    case 'resumed':
      return state === 'pricing' || state === 'ready' || state === 'confirming'
        ? { ...checkout, ...clear, state: 'settling', paymentId: event.paymentId }
        : checkout
    case 'abandoned':
      return state === 'settling' ? rest({ ...newCheckout, quote: checkout.quote }) : checkout
    case 'payment_seen':
      return seePayment(checkout, event.payment)
  }
}

/** A cart that could not be sold can be now. */
function price(checkout: CheckoutState, quote: Quote): CheckoutState {
  const wasUnpriced = checkout.state === 'pricing' || (checkout.state === 'refused' && checkout.quote === null)
  return wasUnpriced ? { ...checkout, ...clear, quote, state: 'ready' } : { ...checkout, quote }
}

function seePayment(checkout: CheckoutState, seen: Payment): CheckoutState {
  const { state, payment } = checkout
  if (!isAwaited(checkout) || (payment && payment.version > seen.version)) return checkout
  if (seen.status !== 'requires_action') return settle(checkout, seen)
  // A resumed payment that waits for the shopper: paying again brings its challenge back. Otherwise only the end counts.
  return state === 'settling' && payment === null ? rest(withPayment(checkout, seen)) : checkout
}

const withPayment = (checkout: CheckoutState, payment: Payment): CheckoutState => ({
  ...checkout,
  payment,
  paymentId: payment.id,
})

function settle(checkout: CheckoutState, payment: Payment): CheckoutState {
  const next = withPayment(checkout, payment)
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
