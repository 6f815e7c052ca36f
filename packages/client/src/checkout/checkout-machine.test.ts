import type { Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { expect, test } from 'vitest'
import { newCheckout, nextCheckout, type Checkout, type CheckoutEvent } from './checkout-machine.ts'

const run = (...events: CheckoutEvent[]): Checkout => events.reduce(nextCheckout, newCheckout)
const answered = (status: PaymentStatus, clientSecret: string | null = null): CheckoutEvent => ({
  type: 'answered',
  answer: { payment: payment(status), clientSecret },
})
const seen = (status: PaymentStatus, version = 2): CheckoutEvent => ({
  type: 'payment_seen',
  payment: payment(status, version),
})

test('a card that is taken goes from ready to paid', () => {
  const submitted = run({ type: 'submitted' })
  const settling = run({ type: 'submitted' }, answered('processing'))
  const paid = run({ type: 'submitted' }, answered('processing'), seen('succeeded'))

  expect([submitted.state, settling.state, paid.state]).toEqual(['confirming', 'settling', 'paid'])
})

test('a challenge is run, and then the payment says how it went', () => {
  const action = run({ type: 'submitted' }, answered('requires_action', 'secret'))
  const waiting = nextCheckout(nextCheckout(action, { type: 'acted' }), seen('requires_action'))
  const refusedByBank = nextCheckout(waiting, seen('requires_payment_method', 3))

  expect([action.state, waiting.state, refusedByBank.state]).toEqual(['action', 'settling', 'declined'])
})

test('a decline says why, and the next try begins without it', () => {
  const declined = run({ type: 'submitted' }, answered('requires_payment_method'))
  const again = nextCheckout(declined, { type: 'submitted' })

  expect(declined).toMatchObject({ state: 'declined', decline: { reason: 'insufficient_funds' } })
  expect(again).toMatchObject({ state: 'confirming', decline: null })
})

test('a second press, a late answer and anything after paid change nothing', () => {
  const confirming = run({ type: 'submitted' })
  const paid = run({ type: 'submitted' }, answered('succeeded'))

  expect(nextCheckout(confirming, { type: 'submitted' })).toBe(confirming)
  expect(nextCheckout(newCheckout, answered('succeeded'))).toBe(newCheckout)
  const late: CheckoutEvent[] = [
    { type: 'submitted' },
    { type: 'resumed' },
    seen('canceled', 9),
    answered('processing'),
  ]
  for (const event of late) expect(nextCheckout(paid, event)).toBe(paid)
})

test('an older state of the payment never undoes a newer one', () => {
  const settling = run(
    { type: 'submitted' },
    { type: 'answered', answer: { payment: payment('processing', 5), clientSecret: null } },
  )

  expect(nextCheckout(settling, seen('requires_payment_method', 4))).toBe(settling)
})

test('an outage leads back to ready, and a payment that was found paid meanwhile is paid', () => {
  const challenged = run({ type: 'submitted' }, answered('requires_action', 'secret'))
  const hindered = nextCheckout(challenged, { type: 'hindered', problem: { kind: 'unreachable' } })

  expect(hindered).toMatchObject({ state: 'ready', problem: { kind: 'unreachable' } })
  expect(nextCheckout(hindered, seen('succeeded')).state).toBe('paid')
})

test('after a reload the payment that is under way is followed, or its challenge can be run again', () => {
  const resumed = run({ type: 'resumed' })

  expect(resumed.state).toBe('settling')
  expect(nextCheckout(resumed, seen('succeeded')).state).toBe('paid')
  expect(nextCheckout(resumed, seen('requires_action')).state).toBe('ready')
  expect(nextCheckout(resumed, { type: 'abandoned' })).toEqual(newCheckout)
})

test('a canceled payment cannot be paid', () => {
  const refused = run({ type: 'submitted' }, answered('processing'), seen('canceled'))

  expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'payment_not_payable', status: 'canceled' } })
})

function payment(status: PaymentStatus, version = 1): Payment {
  return {
    id: '0198c1d2-0000-7000-8000-000000000001',
    status,
    amount: { amountMinor: 18_00, currency: 'usd' },
    refundedMinor: 0,
    description: 'Mug',
    method: null,
    receiptNumber: null,
    createdAt: '2026-11-21T12:00:00.000Z',
    version,
    captureMethod: 'automatic',
    capturedMinor: status === 'succeeded' ? 18_00 : 0,
    capturableMinor: 0,
    captureBefore: null,
    lineItems: [],
    decline: status === 'requires_payment_method' ? { reason: 'insufficient_funds' } : null,
    timeline: [],
  }
}
