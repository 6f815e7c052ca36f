import { groupBy, type Breach, type Evidence } from './breach.ts'

/** Every mail that was queued left, once, and nothing else did. */
export function mailBreaches({ world, books, ownerOf }: Evidence): Breach[] {
  const arrived = groupBy(world.mail.messages(), ({ idempotencyKey }) => idempotencyKey ?? '')
  const queued = new Set(books.mails.map(({ dedupe_key: key }) => key))
  const subjectOf = new Map(books.customers.map(({ email, subject }) => [email, subject]))
  const breaches: Breach[] = []

  for (const { id, kind, state, dedupe_key: key, last_error: error } of books.mails) {
    const { length: count } = arrived.get(key) ?? []
    const say = (what: string) => breaches.push({ owner: ownerOf(id), what: `${kind} ${id} ${what}` })
    if (state !== 'sent') say(`is ${state}: ${error ?? 'no error'}`)
    if (count !== 1) say(`arrived ${count} times`)
  }
  for (const [key, mails] of arrived) {
    const [to = null] = mails[0]?.to ?? []
    if (!queued.has(key)) {
      breaches.push({ owner: subjectOf.get(to) ?? null, what: `a mail arrived that nobody queued: ${key}` })
    }
  }
  return breaches
}
