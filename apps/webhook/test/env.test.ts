import { expect, test } from 'vitest'
import { readEnv } from '../src/env.ts'

const secret = 'whsec_5f0c2a9be417d6830f5a6c1e9d2b7a48'
const other = 'whsec_0b7de1c95a3f48627d0e8c4f1a5b9362'
const sandbox = {
  DATABASE_URL: 'postgres://localhost/azora',
  MERCHANT_ID: '00000000-0000-7000-8000-000000000001',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_API_BASE: 'http://localhost:12111',
  STRIPE_WEBHOOK_SECRETS: secret,
  RESEND_API_KEY: 're_1',
  MAIL_FROM: 'Azora <receipts@example.com>',
  LINK_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'http://localhost:3000',
}
const { STRIPE_API_BASE: _, ...rest } = sandbox
const live = { ...rest, STRIPE_SECRET_KEY: 'sk_live_1', NODE_ENV: 'production' }

test('the settings of the sandbox and of a live shop are taken, and several secrets while one replaces another', () => {
  expect(readEnv(sandbox).STRIPE_WEBHOOK_SECRETS).toEqual([secret])
  expect(readEnv({ ...live, STRIPE_WEBHOOK_SECRETS: ` ${secret} , ${other}` }).STRIPE_WEBHOOK_SECRETS).toEqual([
    secret,
    other,
  ])
})

test.each<[string, string | undefined, RegExp]>([
  ['that is not set', undefined, /STRIPE_WEBHOOK_SECRETS: is not set/],
  ['that is empty', '', /STRIPE_WEBHOOK_SECRETS: is not set/],
  ['of nothing but spaces', '   ', /must be signing secrets/],
  ['of a bare prefix', 'whsec_', /must be signing secrets/],
  ['that stands in our example', 'whsec_...', /must be signing secrets/],
  ['with words in its place', 'whsec_your_signing_secret', /must be signing secrets/],
  ['of one letter', `whsec_${'x'.repeat(32)}`, /is a placeholder/],
  ['of another kind', 'sk_test_5f0c2a9be417d6830f5a', /must be signing secrets/],
  ['with a space in it', `${secret} ${other}`, /must be signing secrets/],
  ['that is followed by an empty one', `${secret},`, /must be signing secrets/],
])('a webhook secret %s stops every role, with a sentence that names the variable (S20)', (_what, value, sentence) => {
  for (const ROLE of ['all', 'receiver', 'worker'])
    for (const env of [sandbox, live])
      expect(() => readEnv({ ...env, ROLE, STRIPE_WEBHOOK_SECRETS: value })).toThrow(sentence)
})

test.each(['STRIPE_API_BASE', 'CLOCK_URL', 'RESEND_BASE_URL'])(
  'a live key beside the sandbox’s %s stops the process (S20, S21)',
  (name) => {
    expect(() => readEnv({ ...live, [name]: 'http://localhost:12111' })).toThrow(`${name}: must not be set`)
    expect(() => readEnv({ ...live, [name]: 'http://localhost:12111' })).not.toThrow(/sk_live_1/)
  },
)

test('the token of metrics that `npm start` sets is good on a laptop, and stops the process beside a live key (S20)', () => {
  const METRICS_TOKEN = 'metrics-of-this-laptop-no-secret'

  expect(readEnv({ ...sandbox, METRICS_TOKEN }).METRICS_TOKEN).toBe(METRICS_TOKEN)
  expect(() => readEnv({ ...live, METRICS_TOKEN })).toThrow(/METRICS_TOKEN: is the one that everybody knows/)
  expect(() => readEnv({ ...sandbox, METRICS_TOKEN: 'short' })).toThrow(/METRICS_TOKEN: must have 32 characters/)
})

test.each(['pk_live_1', 'whsec_5f0c2a9be417d6830f5a', 'sk_live_', 'sk_prod_1', ''])(
  'what is no secret key of Stripe stops the process: %j (S21)',
  (STRIPE_SECRET_KEY) => {
    expect(() => readEnv({ ...rest, STRIPE_SECRET_KEY })).toThrow(/STRIPE_SECRET_KEY/)
  },
)
