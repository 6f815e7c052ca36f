import type { PaymentContext } from '../context.ts'
import type { LedgerIntent } from '../stripe/ledger-calls.ts'
import type { TheirBooks } from './find-drift.ts'
import { selectOurPayments, type OurPayment } from './our-books.ts'

/** What both sides say of one PaymentIntent. */
export interface BothBooks {
  ours: OurPayment | undefined
  theirs: TheirBooks
}

/**
 * Reads what both books say of PaymentIntents. One that Stripe has and that is neither in our books nor names our merchant is
 * somebody else's, and is left out. Disputes are only asked for where one side says that there are some.
 *
 * @param entries what Stripe said already, by PaymentIntent; undefined for one that Stripe does not have
 * @throws {StripeUnavailable} when Stripe gives no answer
 */
export async function readBothBooks(
  ctx: PaymentContext,
  entries: ReadonlyMap<string, LedgerIntent | undefined>,
): Promise<BothBooks[]> {
  const { merchantId } = ctx
  const isOurs = (entry: LedgerIntent | undefined) => entry?.merchantId === merchantId
  const paymentIds = [...entries.values()].flatMap((entry) =>
    isOurs(entry) && entry?.intent.paymentId && isUuid(entry.intent.paymentId) ? [entry.intent.paymentId] : [],
  )
  const payments = await ctx.db.all(selectOurPayments, { merchantId, intentIds: [...entries.keys()], paymentIds })

  const both: BothBooks[] = []
  for (const [intentId, entry] of entries) {
    const ours = payments.find((payment) => payment.intentId === intentId) ?? payments.find(isNamedBy(entry))
    if (ours || isOurs(entry)) both.push({ ours, theirs: await readTheirs(ctx, { intentId, entry, ours }) })
  }
  return both
}

const isNamedBy = (entry: LedgerIntent | undefined) => (payment: OurPayment) =>
  payment.intentId === null && payment.id === entry?.intent.paymentId

const isUuid = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)

async function readTheirs(
  { stripe }: PaymentContext,
  { intentId, entry, ours }: { intentId: string; entry: LedgerIntent | undefined; ours: OurPayment | undefined },
): Promise<TheirBooks> {
  if (!entry) return { intentId, entry, refunds: [], disputes: [] }
  // What was held and never taken is released by a refund; no money comes back.
  const isTaken = entry.intent.amountReceivedMinor > 0
  const hasDisputes = entry.isDisputed || (ours?.disputes.length ?? 0) > 0
  return {
    intentId,
    entry,
    refunds: isTaken ? (entry.refunds ?? (await stripe.refunds.listOfIntent(intentId))) : [],
    disputes: hasDisputes ? await stripe.ledger.disputesOf(intentId) : [],
  }
}
