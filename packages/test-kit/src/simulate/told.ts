import type { PaymentStatus } from '@azora/contract/payment-status'
import type { Books } from '../crash/books.ts'
import { groupBy, type Breach } from '../crash/breach/breach.ts'

/** What somebody was told of one wish: to buy a cart, to give money back. */
export interface Told {
  subject: string
  /** The wish's own name, the request id: whatever it led to was asked for by it alone. */
  paymentId: string | null
  /** What the last answer said; null before there was one. */
  status: PaymentStatus | null
  /** Whether they went on with it after that answer. */
  isUnderWay: boolean
}

const taken = new Set(['succeeded'])
const notTaken = new Set(['requires_payment_method', 'canceled'])

/** What people were told must stay true: who was told that it is paid has paid, who was told that it is not has not. */
export function toldBreaches(wishes: readonly Told[], books: Books): Breach[] {
  const payments = new Map(books.payments.map((payment) => [payment.id, payment]))
  const breaches = wishes.flatMap(({ subject, paymentId, status, isUnderWay }): Breach[] => {
    if (!paymentId || !status || isUnderWay) return []
    const found = payments.get(paymentId)?.status ?? 'not there'
    const isTrue = taken.has(status) ? taken.has(found) : !notTaken.has(status) || !taken.has(found)
    const what = `payment ${paymentId} is ${found}, and its shopper was told last that it is ${status}`
    return isTrue ? [] : [{ owner: subject, what }]
  })
  // Each wish is one payment, however often it was asked for.
  const subjects = new Map(books.customers.map(({ id, subject }) => [id, subject]))
  const made = groupBy(books.payments, ({ customer_id: id }) => subjects.get(id) ?? '')
  const wished = groupBy(wishes, ({ subject }) => subject)
  for (const [subject, { length: count }] of made) {
    const { length: wishCount } = wished.get(subject) ?? []
    if (count > wishCount) breaches.push({ owner: subject, what: `${wishCount} wishes have become ${count} payments` })
  }
  return breaches
}
