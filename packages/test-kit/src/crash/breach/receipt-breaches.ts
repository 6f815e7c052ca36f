import { groupBy, type Breach, type Evidence } from './breach.ts'

/** One receipt for each payment that was paid, one for each refund that succeeded, and numbers without gap or repeat. */
export function receiptBreaches({ books, ownerOf }: Evidence): Breach[] {
  const numbersOf = (kind: string, keyOf: (row: (typeof books.receipts)[number]) => string) =>
    groupBy(
      books.receipts.filter((receipt) => receipt.kind === kind),
      keyOf,
    )
  const ofPayment = numbersOf('payment', ({ payment_id: id }) => id)
  const ofRefund = numbersOf('refund', ({ refund_id: id }) => String(id))
  const breaches: Breach[] = []

  const expectOne = (what: string, owner: string | null, found: { isDue: boolean; rows: typeof books.receipts }) => {
    const { isDue, rows } = found
    const numbers = new Set(rows.map(({ year, number_in_year: number }) => `${year}-${number}`)).size
    if (numbers !== (isDue ? 1 : 0)) breaches.push({ owner, what: `${what} has ${numbers} receipts` })
    const versions = rows.map(({ version }) => version).toSorted((a, b) => a - b)
    if (versions.some((version, index) => version !== index + 1)) {
      breaches.push({ owner, what: `${what} has the versions ${versions.join(', ')} of its receipt` })
    }
  }
  for (const { id, status } of books.payments) {
    expectOne(`payment ${id}`, ownerOf(id), { isDue: status === 'succeeded', rows: ofPayment.get(id) ?? [] })
  }
  for (const { id, status, payment_id: paymentId } of books.refunds) {
    const rows = ofRefund.get(id) ?? []
    // One that failed after it had succeeded keeps its receipt.
    const isDue = status === 'succeeded' || (status === 'failed' && rows.length > 0)
    expectOne(`refund ${id}`, ownerOf(paymentId), { isDue, rows })
  }
  for (const { kind, year, last_number: last } of books.counters) {
    const drawn = books.receipts.filter((receipt) => receipt.kind === kind && receipt.year === year)
    const used = new Set(drawn.map(({ number_in_year: number }) => number)).size
    if (used !== last) breaches.push({ owner: null, what: `${kind} receipts of ${year}: ${used} of ${last} numbers` })
  }
  return breaches
}
