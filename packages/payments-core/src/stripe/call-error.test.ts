import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { BudgetSpent } from './call-budget.ts'
import { isOutage, isUnanswered, mayRepeat, retryAfterMs } from './call-error.ts'

const { errors } = Stripe
const raw = (more: Partial<Stripe.StripeRawError> & { code?: string }) => ({ type: 'api_error', ...more }) as const

test.each([
  ['a lost connection', new errors.StripeConnectionError(raw({})), 'repeat unanswered outage'],
  ['a failure', new errors.StripeAPIError(raw({ statusCode: 500 })), 'repeat unanswered outage'],
  ['an answer that is not JSON', new errors.StripeAPIError(raw({})), 'repeat unanswered outage'],
  [
    'a stored failure',
    new errors.StripeAPIError(raw({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } })),
    'unanswered',
  ],
  ['overload', new errors.StripeRateLimitError(raw({ statusCode: 429 })), 'repeat unanswered outage'],
  [
    'an object in use',
    new errors.StripeRateLimitError(raw({ statusCode: 429, code: 'lock_timeout' })),
    'repeat unanswered',
  ],
  ['a key in use', new errors.StripeAPIError(raw({ statusCode: 409 })), 'repeat unanswered'],
  ['a decline', new errors.StripeCardError(raw({ statusCode: 402 })), ''],
  ['a wrong parameter', new errors.StripeInvalidRequestError(raw({ statusCode: 400 })), ''],
  ['a wrong key', new errors.StripeAuthenticationError(raw({ statusCode: 401 })), ''],
  ['an open breaker', new BrokenCircuitError(), 'unanswered'],
  ['a full lane', new BulkheadRejectedError(1, 0), 'repeat unanswered'],
  ['a spent budget', new BudgetSpent(), 'unanswered'],
  ['a bug of ours', new TypeError(), ''],
])('%s: what follows from it', (_, error, expected) => {
  const known = { repeat: mayRepeat(error), unanswered: isUnanswered(error), outage: isOutage(error) }

  expect(Object.entries(known).flatMap(([name, is]) => (is ? [name] : []))).toEqual(expected.split(' ').filter(Boolean))
})

test.each([
  ['seconds', '3', 3_000],
  ['a date', 'Wed, 25 Nov 2026 12:00:05 GMT', 5_000],
  ['a date that is over', 'Wed, 25 Nov 2026 11:00:00 GMT', 0],
  ['something else', 'soon', 0],
])('Retry-After may be %s', (_, header, ms) => {
  const error = new errors.StripeRateLimitError(raw({ headers: { 'retry-after': header } }))

  expect(retryAfterMs(error, new Date('2026-11-25T12:00:00Z'))).toBe(ms)
})
