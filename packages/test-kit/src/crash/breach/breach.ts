import type { MailSandbox } from '@azora/local-stack/mail/create-mail-sandbox'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'
import type { Books, Ledger } from '../books.ts'

/** Something that must hold and does not. `owner` is the subject of the customer whom it is about, where there is one. */
export interface Breach {
  owner: string | null
  what: string
}

/** What is held against each other: one merchant's rows, Stripe's objects and the mails that arrived. */
export interface Observed {
  ctx: Ledger
  stripe: Pick<StripeSandbox, 'objects'>
  mail: Pick<MailSandbox, 'messages'>
}

/** What a check looks at. */
export interface Evidence {
  world: Observed
  books: Books
  ownerOf: (id: string | null | undefined) => string | null
  /** Whether a mail may have been given up, which staff then see. */
  mayGiveUpMails: boolean
}

/** Rows by what they have in common. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** The names of the facts that differ, with both values. */
export function differences(ours: Record<string, unknown>, theirs: Record<string, unknown>): string[] {
  return Object.keys(ours)
    .filter((name) => ours[name] !== theirs[name])
    .map((name) => `${name} is ${String(ours[name])} here and ${String(theirs[name])} at Stripe`)
}
