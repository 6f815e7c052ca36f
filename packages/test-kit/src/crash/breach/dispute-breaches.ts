import { differences, type Breach, type Evidence } from './breach.ts'

/** Disputes are those that Stripe has, as it has them, and none waits for an answer that nobody is giving. */
export function disputeBreaches({ world, books, ownerOf }: Evidence): Breach[] {
  const atStripe = new Map(world.stripe.objects('dispute').map((dispute) => [dispute.id, dispute]))
  const known = new Set(books.disputes.map(({ stripe_dispute_id: id }) => id))
  const breaches = books.disputes.flatMap((dispute): Breach[] => {
    const { status, amount_minor: amount, stripe_dispute_id: stripeId } = dispute
    const theirs = atStripe.get(stripeId)
    const wrong = theirs ? differences({ status, amount }, { ...theirs }) : ['is not at Stripe']
    if (dispute.answer_attempt_id) wrong.push('is still being answered')
    return wrong.map((what) => ({ owner: ownerOf(dispute.payment_id), what: `dispute ${dispute.id}: ${what}` }))
  })
  for (const { id, payment_intent: intentId } of atStripe.values()) {
    if (!known.has(id)) breaches.push({ owner: ownerOf(intentId), what: `${id} is at Stripe and no dispute of ours` })
  }
  return breaches
}
