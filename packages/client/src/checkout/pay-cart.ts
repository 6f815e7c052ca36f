import type { ProcessedPayment } from '@azora/contract/payment'
import type { Cart } from '@azora/contract/quote'
import type { RefusalCode } from '@azora/contract/refusal-reason'
import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js'
import { newRequestId } from '../new-request-id.ts'
import type { PaymentsClient } from '../payments-client.ts'
import { refusalOf } from '../refusal.ts'
import type { CheckoutEvent } from './checkout-machine.ts'
import { noIntent, type IntentStore, type PayWith } from './intent-store.ts'

export interface PayCart {
  stripe: Pick<Stripe, 'createConfirmationToken' | 'handleNextAction'>
  /** The form's, where one is shown. */
  elements: StripeElements | null
  client: PaymentsClient
  cart: Cart
  payWith: PayWith
  /** Where a payer comes back to who has to leave the page, for methods that need it. */
  returnUrl: string | undefined
  intents: IntentStore
  dispatch: (event: CheckoutEvent) => void
}

/**
 * Collects the card, asks for the payment and runs 3-D Secure, telling each step to the machine. Never throws.
 * The client repeats what got no answer; whatever fails all the same, another call goes on with the same request id, so one intent is charged once; only a
 * decline or a refusal makes a new one. What the unanswered request was sent with goes before `payWith`.
 */
export async function payCart(pay: PayCart): Promise<void> {
  const payWith = pay.intents.peek(pay.cart)?.sent ?? pay.payWith
  try {
    const method = payWith.savedMethodId === null ? await collect(pay) : { savedMethodId: payWith.savedMethodId }
    if (!method) return
    const answer = await processCart(pay, { ...method, ...(payWith.saveMethod && { saveMethod: true }) })
    if (answer?.clientSecret && answer.payment.status === 'requires_action') await act(pay, answer.clientSecret)
  } catch {
    pay.dispatch({ type: 'hindered', problem: { kind: 'unreachable' } })
  }
}

type Request = Parameters<PaymentsClient['payments']['process']['mutate']>[0]
type Method = Pick<Request, 'confirmationTokenId' | 'savedMethodId' | 'saveMethod'>

/** What is typed, as a token; null when there is none, and the machine knows why. */
async function collect({ stripe, elements, returnUrl, dispatch }: PayCart): Promise<Method | null> {
  if (!elements) {
    dispatch({ type: 'incomplete' })
    return null
  }
  const { error: incomplete } = await elements.submit()
  const made = incomplete
    ? { error: incomplete }
    : await stripe.createConfirmationToken({ elements, ...(returnUrl && { params: { return_url: returnUrl } }) })
  if (made.error) {
    dispatch(asEvent(made.error))
    return null
  }
  return { confirmationTokenId: made.confirmationToken.id }
}

const asEvent = ({ type, message }: Pick<StripeError, 'type' | 'message'>): CheckoutEvent =>
  type === 'validation_error'
    ? { type: 'incomplete' }
    : { type: 'hindered', problem: { kind: 'stripe', message: message ?? null } }

async function processCart(pay: PayCart, method: Method): Promise<ProcessedPayment | null> {
  const { client, cart, intents, dispatch } = pay
  const sent = { savedMethodId: method.savedMethodId ?? null, saveMethod: method.saveMethod ?? false }
  const intent = { ...intents.take(cart), sent }
  intents.keep(cart, intent)
  const { requestId, continues } = intent
  try {
    const answer = await client.payments.process.mutate({
      requestId,
      cart,
      ...method,
      ...(continues ? { paymentId: continues } : {}),
    })
    intents.keep(cart, { ...intent, paymentId: answer.payment.id })
    dispatch({ type: 'answered', answer })
    return answer
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) dispatch({ type: 'hindered', problem: { kind: 'unreachable' } })
    else if (refusal.code === 'payment_not_payable' && refusal.status !== 'canceled') {
      // Another tab was faster: what became of its try is the answer to this one.
      const { paymentId } = refusal
      intents.keep(cart, { requestId: newRequestId(), continues: paymentId, paymentId, sent: null })
      dispatch({ type: 'resumed', paymentId: refusal.paymentId })
    } else {
      if (startsOver.has(refusal.code)) intents.forget(cart)
      else if (!unanswering.has(refusal.code)) intents.keep(cart, { ...noIntent, requestId: newRequestId(), continues })
      dispatch({ type: 'refused', refusal })
    }
    return null
  }
}

/** After these the intent cannot go on: the next try is a payment of its own. */
const startsOver = new Set<RefusalCode>([
  'payment_not_found',
  'payment_not_payable',
  'payment_changed',
  'request_id_reused',
])

/**
 * These say nothing of what became of the request when it was sent before, so the next try is the same request again.
 * Any other is its answer, which it would get for ever: nothing was charged, and the next try is another request.
 */
const unanswering = new Set<RefusalCode>([
  'unauthenticated',
  'forbidden',
  'request_in_progress',
  'temporarily_unavailable',
])

/** Makes a declined payment's next try a request of its own that goes on with the same payment. */
export function renewIntent(intents: IntentStore, cart: Cart, paymentId: string): void {
  const intent = intents.peek(cart)
  const isNewAlready = intent?.continues === paymentId && intent.paymentId === null
  if (isNewAlready) return
  intents.keep(cart, { ...noIntent, requestId: newRequestId(), continues: paymentId })
}

/** Failed authentication is an end of the challenge like any other; only a challenge that never ran is not. */
async function act({ stripe, dispatch }: PayCart, clientSecret: string): Promise<void> {
  const { error } = await stripe.handleNextAction({ clientSecret })
  const hasNotRun = error?.type === 'api_connection_error' || error?.type === 'api_error'
  dispatch(hasNotRun ? asEvent(error) : { type: 'acted' })
}
