import { ownersOf, type Books } from './books.ts'

/** Whether a charge's event came before our own answer: that may be either way. */
const mayDiffer = new Set(['charge.adopted'])

/** What came to pass for each customer, in lines that are equal where the same came to pass. */
export function tellOf(books: Books): Map<string, string> {
  const ownerOf = ownersOf(books)
  const lines = new Map<string, string[]>()
  const tell = (id: string | null, line: string) => {
    const owner = ownerOf(id)
    if (owner) lines.set(owner, [...(lines.get(owner) ?? []), line])
  }
  for (const { id, status, amount_minor: asked, captured_minor: taken, refunded_minor: back } of books.payments)
    tell(id, `payment ${status}: ${taken} of ${asked} taken, ${back} given back`)
  for (const { id, status, amount_minor: amount } of books.refunds) tell(id, `refund ${status}: ${amount}`)
  for (const { id, status, held_minor: held } of books.disputes) tell(id, `dispute ${status}: ${held} held`)
  for (const { id, kind, version } of books.receipts) tell(id, `${kind} receipt, version ${version}`)
  for (const { id, kind, state } of books.mails) tell(id, `${kind} ${state}`)
  for (const { id, detached_at: gone, is_default: isDefault } of books.methods)
    tell(id, `method ${gone ? 'gone' : 'kept'}${isDefault ? ' by default' : ''}`)
  for (const { id, status } of books.setups) tell(id, `setup ${status}`)
  // By whom: a sweep that heals what an event did not do must not hide that the event was closed without its effect.
  for (const { subject_id: id, action, actor } of books.audit)
    if (!mayDiffer.has(action)) tell(id, `audit: ${action} by ${actor.replace(/:.*/, '')}`)
  return new Map([...lines].map(([owner, told]) => [owner, told.toSorted().join('\n')]))
}

/** The lines that only one of two has: `-` those of the first, `+` those of the second. */
export function differenceOf(expected: string, found: string): string {
  const [left, right] = [expected.split('\n'), found.split('\n')]
  const without = (lines: string[], others: string[]) => {
    const rest = [...others]
    return lines.filter((line) => {
      const index = rest.indexOf(line)
      if (index >= 0) rest.splice(index, 1)
      return index < 0
    })
  }
  return [...without(left, right).map((line) => `- ${line}`), ...without(right, left).map((line) => `+ ${line}`)].join(
    '; ',
  )
}
