import { askStripe } from '@azora/test-kit/ask-stripe'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'

export interface StripeEvent {
  /** As JSON, the way Stripe writes it. */
  event: string
  eventId: string
  objectId: string
}

/** Has a payment made at the sandbox, and takes the event that says that it succeeded. */
export async function makeStripeEvent(stripe: StripeSandbox): Promise<StripeEvent> {
  const form = {
    amount: '1800',
    currency: 'usd',
    confirm: 'true',
    confirmation_token: stripe.confirmationToken({ card: '4242424242424242' }).id,
    return_url: 'https://example.com/return',
  }
  const intent = await askStripe({ stripe }, 'payment_intents', form)
  const made = stripe.objects('event').findLast(({ type }) => type === 'payment_intent.succeeded')
  if (!made) throw new Error(`the sandbox made no event of ${intent.id}`)
  return { event: JSON.stringify(made, null, 2), eventId: made.id, objectId: intent.id }
}
