import type { ProcessedPayment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js'
import { newRequestId } from '../new-request-id.ts'
import type { PaymentsClient } from '../payments-client.ts'
import { refusalOf } from '../refusal.ts'
import type { CheckoutEvent } from './checkout-machine.ts'
import type { IntentStore } from './intent-store.ts'

export interface PayCart {
  stripe: Pick<Stripe, 'createConfirmationToken' | 'handleNextAction'>
  elements: StripeElements
  client: PaymentsClient
  cart: Cart
  intents: IntentStore
  dispatch: (event: CheckoutEvent) => void
}

/** How long to wait before the same request is sent again, in milliseconds. */
const repeatAfterMs = [400, 1_200]

/**
 * Collects the card, asks for the payment and runs 3-D Secure, telling each step to the machine. Never throws.
 * Whatever fails on the way, another call goes on with the same request id, so one intent is charged once; only a
 * decline makes a new one.
 */
export async function payCart(pay: PayCart): Promise<void> {
  const { stripe, elements, dispatch } = pay
  try {
    const { error: incomplete } = await elements.submit()
    if (incomplete) return dispatch(asEvent(incomplete))
    const { error, confirmationToken } = await stripe.createConfirmationToken({ elements })
    if (error) return dispatch(asEvent(error))

    const answer = await processCart(pay, confirmationToken.id)
    if (answer?.clientSecret && answer.payment.status === 'requires_action') await act(pay, answer.clientSecret)
  } catch {
    dispatch({ type: 'hindered', problem: { kind: 'unreachable' } })
  }
}

const asEvent = ({ type, message }: Pick<StripeError, 'type' | 'message'>): CheckoutEvent =>
  type === 'validation_error'
    ? { type: 'incomplete' }
    : { type: 'hindered', problem: { kind: 'stripe', message: message ?? null } }

async function processCart(pay: PayCart, confirmationTokenId: string): Promise<ProcessedPayment | null> {
  const { cart, intents, dispatch } = pay
  const { requestId, continues } = intents.take(cart)
  try {
    const answer = await sendUntilAnswered(pay, {
      requestId,
      cart,
      confirmationTokenId,
      ...(continues ? { paymentId: continues } : {}),
    })
    keepAnswer(pay, answer)
    dispatch({ type: 'answered', answer })
    return answer
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) dispatch({ type: 'hindered', problem: { kind: 'unreachable' } })
    else if (refusal.code === 'payment_not_payable' && refusal.status !== 'canceled') {
      // Another tab was faster: what became of its try is the answer to this one.
      intents.keep(cart, { requestId, continues: null, paymentId: refusal.paymentId })
      dispatch({ type: 'resumed' })
    } else {
      if (startsOver.has(refusal.code)) intents.forget(cart)
      dispatch({ type: 'refused', refusal })
    }
    return null
  }
}

/** After these the intent cannot go on: the next try is a payment of its own. */
const startsOver = new Set(['payment_not_found', 'payment_not_payable', 'payment_changed', 'request_id_reused'])

/** Sends the same request again after an outage; what it did is in the answer, however often it was sent. */
async function sendUntilAnswered(
  { client }: PayCart,
  request: Parameters<PaymentsClient['payments']['process']['mutate']>[0],
): Promise<ProcessedPayment> {
  for (const waitMs of repeatAfterMs) {
    try {
      return await client.payments.process.mutate(request)
    } catch (error) {
      const code = refusalOf(error)?.code
      if (code !== undefined && code !== 'request_in_progress' && code !== 'temporarily_unavailable') throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return client.payments.process.mutate(request)
}

function keepAnswer({ cart, intents }: PayCart, { payment }: ProcessedPayment): void {
  const { requestId } = intents.take(cart)
  intents.keep(cart, { requestId, continues: null, paymentId: payment.id })
}

/** Makes a declined payment's next try a request of its own that goes on with the same payment. */
export function renewIntent(intents: IntentStore, cart: Cart, paymentId: string): void {
  if (intents.peek(cart)?.continues === paymentId) return
  intents.keep(cart, { requestId: newRequestId(), continues: paymentId, paymentId: null })
}

/** Failed authentication is an end of the challenge like any other; only a challenge that never ran is not. */
async function act({ stripe, dispatch }: PayCart, clientSecret: string): Promise<void> {
  const { error } = await stripe.handleNextAction({ clientSecret })
  const hasNotRun = error?.type === 'api_connection_error' || error?.type === 'api_error'
  dispatch(hasNotRun ? asEvent(error) : { type: 'acted' })
}
