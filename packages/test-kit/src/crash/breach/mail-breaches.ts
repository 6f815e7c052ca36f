import { groupBy, type Breach, type Evidence } from './breach.ts'

/** Every mail that was queued left, once, and nothing else did; and whatever is to be told by mail was queued. */
export function mailBreaches(evidence: Evidence): Breach[] {
  const { world, books, ownerOf, mayGiveUpMails } = evidence
  const arrived = groupBy(world.mail.messages(), ({ idempotencyKey }) => idempotencyKey ?? '')
  const queued = new Set(books.mails.map(({ dedupe_key: key }) => key))
  const subjectOf = new Map(books.customers.map(({ email, subject }) => [email, subject]))
  const breaches: Breach[] = []

  for (const { id, kind, state, dedupe_key: key, last_error: error } of books.mails) {
    const { length: count } = arrived.get(key) ?? []
    const say = (what: string) => breaches.push({ owner: ownerOf(id), what: `${kind} ${id} ${what}` })
    const isGivenUp = mayGiveUpMails && state === 'failed'
    if (state !== 'sent' && !isGivenUp) say(`is ${state}: ${error ?? 'no error'}`)
    if (count > 1 || (count < 1 && !isGivenUp)) say(`arrived ${count} times`)
  }
  for (const [key, mails] of arrived) {
    const [to = null] = mails[0]?.to ?? []
    if (!queued.has(key)) {
      breaches.push({ owner: subjectOf.get(to) ?? null, what: `a mail arrived that nobody queued: ${key}` })
    }
  }
  return [...breaches, ...unqueued(evidence)]
}

/** Receipts whose customer has an address and whom no mail tells of them. */
function unqueued({ books, ownerOf }: Evidence): Breach[] {
  const reachable = new Set(books.customers.flatMap(({ id, email }) => (email ? [id] : [])))
  const payers = new Map(books.payments.map(({ id, customer_id: customerId }) => [id, customerId]))
  const queued = new Set(books.mails.map(({ subject_id: id }) => id))
  return books.receipts
    .filter(
      ({ id, version, payment_id: paymentId }) =>
        version === 1 && !queued.has(id) && reachable.has(payers.get(paymentId) ?? ''),
    )
    .map(({ id, kind }) => ({ owner: ownerOf(id), what: `no mail was queued for the ${kind} receipt ${id}` }))
}
