import type { StripeSandbox } from '../src/stripe-sandbox.ts'

type Books = Pick<StripeSandbox, 'objects' | 'clock'>

/**
 * What is wrong with the sandbox's money, as sentences; none when it is right. Balance transactions are compared with
 * what the charges, refunds and the rest say happened, currency by currency: two records of the same money.
 */
export function auditBooks(sandbox: Books): string[] {
  const booked = new Sums()
  const wrong: string[] = []
  for (const { id, amount, fee, fee_details: parts, net, currency } of sandbox.objects('balance_transaction')) {
    booked.add(currency, net)
    if (net !== amount - fee) wrong.push(`${id}: net ${net} is not ${amount} - ${fee}`)
    const partsSum = parts.reduce((sum, part) => sum + part.amount, 0)
    if (partsSum !== fee) wrong.push(`${id}: fee ${fee} has parts of ${partsSum}`)
  }
  const happened = sumOfWhatHappened(sandbox)
  for (const currency of new Set([...booked.currencies(), ...happened.currencies()])) {
    const [inBooks, inObjects] = [booked.of(currency), happened.of(currency)]
    if (inBooks !== inObjects) wrong.push(`${currency}: booked ${inBooks}, but ${inObjects} happened`)
  }
  return wrong
}

/** Without a look at the amounts of balance transactions; only Stripe's fee of a charge is theirs. */
function sumOfWhatHappened(sandbox: Books): Sums {
  const sums = new Sums()
  const fees = new Map(sandbox.objects('balance_transaction').map(({ id, fee }) => [id, fee]))
  const captured = new Set<string>()
  for (const charge of sandbox.objects('charge')) {
    if (!charge.captured || charge.status !== 'succeeded') continue
    captured.add(charge.id)
    sums.add(charge.currency, charge.amount_captured - (fees.get(charge.balance_transaction ?? '') ?? 0))
  }
  for (const refund of sandbox.objects('refund')) {
    const isBack = refund.status === 'failed' || refund.status === 'canceled'
    if (!isBack && captured.has(refund.charge)) sums.add(refund.currency, -refund.amount)
  }
  for (const { status, currency, amount } of sandbox.objects('payout')) {
    if (status !== 'failed' && status !== 'canceled') sums.add(currency, -amount)
  }
  for (const dispute of sandbox.objects('dispute')) {
    if (dispute.status.startsWith('warning_')) continue
    const lost = dispute.status === 'won' ? 0 : dispute.amount
    sums.add(dispute.currency, -lost - dispute.balance_transactions.reduce((sum, { fee }) => sum + fee, 0))
  }
  return sums
}

class Sums {
  readonly #amounts = new Map<string, number>()

  add(currency: string, amountMinor: number): void {
    this.#amounts.set(currency, this.of(currency) + amountMinor)
  }

  of(currency: string): number {
    return this.#amounts.get(currency) ?? 0
  }

  currencies(): Iterable<string> {
    return this.#amounts.keys()
  }
}
