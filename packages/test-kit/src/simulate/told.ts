import type { PaymentStatus } from '@azora/contract/payment-status'
import type { Books } from '../crash/books.ts'
import { groupBy, type Breach } from '../crash/breach/breach.ts'

/** What a shopper was told of one wish: to buy a cart. */
export interface Told {
  subject: string
  /** What the last answer named and said; null before there was one. */
  paymentId: string | null
  status: PaymentStatus | null
  /** Whether that answer need not be the last word: they have asked for more since, or the bank or Stripe has yet to say. */
  isUnderWay: boolean
}

const notTaken = new Set(['requires_payment_method', 'canceled'])

/** What people were told must stay true: who was told that it is paid has paid, who was told that it is not has not. */
export function toldBreaches(wishes: readonly Told[], books: Books): Breach[] {
  const payments = new Map(books.payments.map((payment) => [payment.id, payment]))
  const breaches = wishes.flatMap(({ subject, paymentId, status, isUnderWay }): Breach[] => {
    if (!paymentId || !status || isUnderWay) return []
    const found = payments.get(paymentId)?.status ?? 'not there'
    const isPaid = found === 'succeeded'
    const isTrue = status === 'succeeded' ? isPaid : !(notTaken.has(status) && isPaid)
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
