import { isRefundReserved, type RefundStatus } from '@azora/contract/refund-status'
import { differences, groupBy, type Breach, type Evidence } from './breach.ts'

/** Ends, and what waits for a person. */
const mayStay = new Set(['succeeded', 'failed', 'canceled', 'rejected', 'requires_approval'])

/** Refunds and Stripe's agree, each was made once, their sums are those of their payments, none is stuck. */
export function refundBreaches(evidence: Evidence): Breach[] {
  const { world, books, ownerOf } = evidence
  const atStripe = new Map(world.stripe.objects('refund').map((refund) => [refund.id, refund]))
  const breaches: Breach[] = []
  const known = new Set(books.refunds.map(({ stripe_refund_id: id }) => id))

  for (const refund of books.refunds) {
    const owner = ownerOf(refund.payment_id)
    const say = (what: string) => breaches.push({ owner, what: `refund ${refund.id}: ${what}` })
    if (!mayStay.has(refund.status)) say(`is stuck in ${refund.status}`)
    const theirs = refund.stripe_refund_id ? atStripe.get(refund.stripe_refund_id) : undefined
    if (refund.status === 'succeeded' && !theirs) say('succeeded and is not at Stripe')
    if (!theirs) continue
    const { status, amount_minor: amount, currency } = refund
    for (const difference of differences({ status, amount, currency }, { ...theirs })) say(difference)
  }
  // What a card held and was never taken goes back as a refund too, in Stripe's books only.
  const canceled = new Set(
    world.stripe.objects('payment_intent').flatMap(({ id, status }) => (status === 'canceled' ? [id] : [])),
  )
  for (const { id, payment_intent: intentId } of atStripe.values()) {
    if (!known.has(id) && !canceled.has(intentId ?? ''))
      breaches.push({ owner: ownerOf(intentId), what: `${id} is at Stripe and no refund of ours` })
  }
  return [...breaches, ...sumBreaches(evidence)]
}

/** What was given back is what the refunds say, here and at Stripe, and never more than was taken. */
function sumBreaches({ world, books, ownerOf }: Evidence): Breach[] {
  const refundsOf = groupBy(books.refunds, ({ payment_id: id }) => id)
  const disputesOf = groupBy(books.disputes, ({ payment_id: id }) => id)
  const backOf = new Map(
    world.stripe
      .objects('charge')
      .filter(({ captured }) => captured)
      // Of a capture in part the rest counts as refunded.
      .map(
        (charge) => [charge.payment_intent, charge.amount_refunded - charge.amount + charge.amount_captured] as const,
      ),
  )
  const total = (rows: readonly { amount_minor: number }[]) => rows.reduce((sum, row) => sum + row.amount_minor, 0)

  return books.payments.flatMap((payment) => {
    const refunds = refundsOf.get(payment.id) ?? []
    const held = (disputesOf.get(payment.id) ?? []).reduce((sum, { held_minor: minor }) => sum + minor, 0)
    const back = backOf.get(payment.stripe_payment_intent_id ?? '')
    const ours = {
      refunded: payment.refunded_minor,
      reserved: payment.refund_reserved_minor,
      disputed: payment.disputed_minor,
      'given back at Stripe': payment.captured_minor > 0 ? back : 0,
    }
    const told = {
      refunded: total(refunds.filter(({ status }) => status === 'succeeded')),
      // A CHECK lets no other status into the column.
      reserved: total(refunds.filter(({ status }) => isRefundReserved(status as RefundStatus))),
      disputed: held,
      'given back at Stripe': payment.refunded_minor,
    }
    const wrong = differences(ours, told).map((what) => `the sums differ: ${what.replace('at Stripe', 'by its rows')}`)
    if (payment.refund_reserved_minor > payment.captured_minor) wrong.push('more is reserved than was taken')
    return wrong.map((what) => ({ owner: ownerOf(payment.id), what: `payment ${payment.id}: ${what}` }))
  })
}
