import type pg from 'pg'

/** One merchant's rows, and a connection that may read them. */
export interface Ledger {
  merchantId: string
  db: { pool: Pick<pg.Pool, 'query'> }
}

interface Row {
  id: string
}

/** What our rows say, of one merchant, as far as it can be held against Stripe, the mails and itself. Amounts in minor units. */
export interface Books {
  customers: (Row & { subject: string; email: string | null; stripe_customer_id: string | null })[]
  payments: (Row & {
    customer_id: string
    status: string
    currency: string
    amount_minor: number
    capturable_minor: number
    captured_minor: number
    refund_reserved_minor: number
    refunded_minor: number
    disputed_minor: number
    stripe_payment_intent_id: string | null
  })[]
  refunds: (Row & {
    payment_id: string
    status: string
    amount_minor: number
    currency: string
    stripe_refund_id: string | null
  })[]
  disputes: (Row & {
    payment_id: string
    status: string
    amount_minor: number
    held_minor: number
    stripe_dispute_id: string
    answer_attempt_id: string | null
  })[]
  receipts: (Row & {
    kind: 'payment' | 'refund'
    payment_id: string
    refund_id: string | null
    year: number
    number_in_year: number
    version: number
  })[]
  counters: { kind: string; year: number; last_number: number }[]
  mails: (Row & { kind: string; subject_id: string; dedupe_key: string; state: string; last_error: string | null })[]
  methods: (Row & {
    customer_id: string
    stripe_payment_method_id: string
    charging: number
    is_default: boolean
    removing_at: string | null
    detached_at: string | null
  })[]
  setups: (Row & { customer_id: string; status: string; stripe_setup_intent_id: string | null })[]
  attempts: (Row & { operation: string; subject_id: string; state: string; caller: string | null })[]
  /** Requests without an answer. */
  openRequests: { caller: string; operation: string; attempt_id: string | null }[]
  /** Events that wait, or were parked. */
  openEvents: (Row & { type: string; object_id: string; last_error: string | null; is_parked: boolean })[]
  audit: { action: string; actor: string; subject_id: string }[]
}

const tables: Record<keyof Books, string> = {
  customers: 'select * from customer',
  payments: 'select * from payment',
  refunds: 'select * from refund',
  disputes: 'select * from dispute',
  receipts: 'select * from receipt',
  counters: 'select * from receipt_counter',
  mails: 'select * from outbox',
  methods: 'select * from saved_method',
  setups: 'select * from method_setup',
  attempts: 'select merchant_id, id, operation, subject_id, state, caller from attempt',
  openRequests: 'select * from idempotency_record where answered_at is null',
  openEvents: 'select *, parked_at is not null as is_parked from webhook_event where handled_at is null',
  audit: 'select merchant_id, action, actor, subject_id from audit_entry order by recorded_at, id',
}

/** Reads them all in one statement, as of one moment. */
export async function readBooks({ ctx }: { ctx: Ledger }): Promise<Books> {
  const parts = Object.entries(tables).map(
    ([name, sql]) =>
      `'${name}', (select coalesce(json_agg(of_merchant), '[]') from (select * from (${sql}) as t where merchant_id = $1) as of_merchant)`,
  )
  const { rows } = await ctx.db.pool.query<{ books: Books }>(`select json_build_object(${parts.join(', ')}) as books`, [
    ctx.merchantId,
  ])
  const [row] = rows
  if (!row) throw new Error('PostgreSQL answered without a row')
  return row.books
}

/** Whose each row is, by its id or by what it is called at Stripe: the customer's `subject`. */
export function ownersOf(books: Books): (id: string | null | undefined) => string | null {
  const owners = new Map<string, string>()
  const note = (subject: string | undefined, ids: (string | null)[]) => {
    for (const id of ids) if (subject && id) owners.set(id, subject)
  }
  for (const { id, subject, stripe_customer_id: stripeId } of books.customers) note(subject, [id, subject, stripeId])
  const ofCustomers = [
    ...books.payments.map((row) => ({ ...row, stripeId: row.stripe_payment_intent_id })),
    ...books.methods.map((row) => ({ ...row, stripeId: row.stripe_payment_method_id })),
    ...books.setups.map((row) => ({ ...row, stripeId: row.stripe_setup_intent_id })),
  ]
  for (const { id, customer_id: customerId, stripeId } of ofCustomers) note(owners.get(customerId), [id, stripeId])
  const ofPayments = [
    ...books.refunds.map((row) => ({ ...row, stripeId: row.stripe_refund_id })),
    ...books.disputes.map((row) => ({ ...row, stripeId: row.stripe_dispute_id })),
    ...books.receipts.map((row) => ({ ...row, stripeId: null })),
  ]
  for (const { id, payment_id: paymentId, stripeId } of ofPayments) note(owners.get(paymentId), [id, stripeId])
  for (const { id, subject_id: subjectId } of books.mails) note(owners.get(subjectId), [id])
  return (id) => (id ? (owners.get(id) ?? null) : null)
}
