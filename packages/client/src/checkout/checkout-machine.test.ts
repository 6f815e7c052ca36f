import type { Payment } from '@azora/contract/payment'
import type { PaymentStatus } from '@azora/contract/payment-status'
import { expect, test } from 'vitest'
import { canSubmit, newCheckout, nextCheckout, type CheckoutEvent, type CheckoutState } from './checkout-machine.ts'

const start = (...events: CheckoutEvent[]): CheckoutState => events.reduce(nextCheckout, newCheckout)
/** From a cart that has its price. */
const run = (...events: CheckoutEvent[]): CheckoutState => start(priced(18_00), ...events)
const priced = (amountMinor: number): CheckoutEvent => ({ type: 'priced', quote: quote(amountMinor) })
const resumed: CheckoutEvent = { type: 'resumed', paymentId: '0198c1d2-0000-7000-8000-000000000001' }
const answered = (status: PaymentStatus, clientSecret: string | null = null): CheckoutEvent => ({
  type: 'answered',
  answer: { payment: payment(status), clientSecret },
})
const seen = (status: PaymentStatus, version = 2): CheckoutEvent => ({
  type: 'payment_seen',
  payment: payment(status, version),
})

test('nothing can be paid before the cart has a price, and the price comes with it', () => {
  const pricing = start()
  const pressed = nextCheckout(pricing, { type: 'submitted' })
  const ready = nextCheckout(pricing, priced(18_00))

  expect([pricing.state, canSubmit(pricing), pressed]).toEqual(['pricing', false, pricing])
  expect(ready).toMatchObject({ state: 'ready', quote: quote(18_00) })
  expect(canSubmit(ready)).toBe(true)
})

test('a cart that cannot be sold is refused, also where it could be a moment ago, and ready once it can', () => {
  const refusal = { code: 'price_not_found', priceId: 'gone' } as const
  const refused = run({ type: 'unpriced', refusal })
  const again = nextCheckout(refused, priced(20_00))

  expect(refused).toMatchObject({ state: 'refused', refusal, quote: null })
  expect(canSubmit(refused)).toBe(false)
  expect(again).toMatchObject({ state: 'ready', refusal: null, quote: quote(20_00) })
})

test('a price that did not come says so and is waited for; without it, one that is there stays', () => {
  const waiting = start({ type: 'pricing_failed' })

  expect(waiting).toMatchObject({ state: 'pricing', problem: { kind: 'unreachable' } })
  expect(nextCheckout(waiting, priced(18_00))).toMatchObject({ state: 'ready', problem: null })
  const confirming = run({ type: 'submitted' })
  expect(nextCheckout(confirming, { type: 'pricing_failed' })).toBe(confirming)
})

test('another cart is priced anew, and forgets the decline of the one before; one that is being paid stays', () => {
  const declined = run({ type: 'submitted' }, answered('requires_payment_method'))
  const changed = nextCheckout(declined, { type: 'cart_changed' })
  const confirming = run({ type: 'submitted' })

  expect(changed).toMatchObject({ state: 'pricing', quote: quote(18_00), decline: null, payment: null })
  expect(canSubmit(changed)).toBe(false)
  expect(nextCheckout(confirming, { type: 'cart_changed' })).toBe(confirming)
})

test('a payment from before a reload is followed without a price, and waits for it before it is paid again', () => {
  const declined = start(resumed, seen('requires_payment_method'))
  const challenged = start(resumed, seen('requires_action'))

  expect([declined.state, canSubmit(declined)]).toEqual(['declined', false])
  expect(canSubmit(nextCheckout(declined, priced(18_00)))).toBe(true)
  expect(challenged.state).toBe('pricing')
  expect(nextCheckout(challenged, priced(18_00))).toMatchObject({ state: 'ready', payment: { version: 2 } })
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
  expect(nextCheckout(run(), answered('succeeded'))).toEqual(run())
  const late: CheckoutEvent[] = [
    { type: 'submitted' },
    resumed,
    priced(1_00),
    { type: 'cart_changed' },
    { type: 'unpriced', refusal: { code: 'cart_empty' } },
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
  const followed = run(resumed)

  expect(followed).toMatchObject({ state: 'settling', paymentId: payment('processing').id })
  expect(nextCheckout(followed, seen('succeeded')).state).toBe('paid')
  expect(nextCheckout(followed, seen('requires_action')).state).toBe('ready')
  expect(nextCheckout(followed, { type: 'abandoned' })).toEqual(run())
})

test('a canceled payment cannot be paid', () => {
  const refused = run({ type: 'submitted' }, answered('processing'), seen('canceled'))

  expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'payment_not_payable', status: 'canceled' } })
})

function quote(amountMinor: number) {
  return { lineItems: [], total: { amountMinor, currency: 'usd' as const } }
}

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
