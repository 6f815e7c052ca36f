import { differences, groupBy, type Breach, type Evidence } from './breach.ts'

/** A person can go on with these; every other state of a payment must be its last. */
const mayStay = new Set(['succeeded', 'canceled', 'requires_capture', 'requires_payment_method'])

/** Payments and their PaymentIntents agree, no payment took money twice, none was lost, none is stuck. */
export function paymentBreaches({ world, books, ownerOf }: Evidence): Breach[] {
  const intents = new Map(world.stripe.objects('payment_intent').map((intent) => [intent.id, intent]))
  const charges = groupBy(
    world.stripe.objects('charge').filter(({ status }) => status === 'succeeded'),
    ({ payment_intent: intentId }) => intentId,
  )
  const intentsOf = groupBy([...intents.values()], ({ metadata }) => metadata['azora_payment_id'] ?? '')
  const breaches: Breach[] = []
  const known = new Set(books.payments.map(({ id }) => id))

  for (const payment of books.payments) {
    const owner = ownerOf(payment.id)
    const say = (what: string) => breaches.push({ owner, what: `payment ${payment.id}: ${what}` })
    if (!mayStay.has(payment.status)) say(`is stuck in ${payment.status}`)

    const mine = intentsOf.get(payment.id) ?? []
    if (mine.length > 1) say(`has ${mine.length} PaymentIntents`)
    const taken = mine.flatMap(({ id }) => charges.get(id) ?? []).length
    if (taken > 1) say(`was charged ${taken} times`)

    const intent = payment.stripe_payment_intent_id ? intents.get(payment.stripe_payment_intent_id) : undefined
    if (payment.stripe_payment_intent_id && !intent) say('names a PaymentIntent that is not there')
    if (!intent && mine.length > 0) say('does not know of its PaymentIntent')
    if (!intent && payment.captured_minor > 0) say('is paid without a PaymentIntent')
    if (!intent) continue
    const ours = {
      status: payment.status,
      amount: payment.amount_minor,
      currency: payment.currency,
      captured: payment.captured_minor,
      capturable: payment.capturable_minor,
    }
    const theirs = {
      status: intent.status,
      amount: intent.amount,
      currency: intent.currency,
      captured: intent.amount_received,
      capturable: intent.amount_capturable,
    }
    for (const difference of differences(ours, theirs)) say(difference)
  }
  for (const { id, status, metadata } of intents.values()) {
    const isOurs = metadata['azora_merchant_id'] === world.ctx.merchantId
    if (isOurs && !known.has(metadata['azora_payment_id'] ?? '')) {
      breaches.push({ owner: ownerOf(id), what: `${id} is ${status} at Stripe and no payment of ours` })
    }
  }
  return breaches
}
