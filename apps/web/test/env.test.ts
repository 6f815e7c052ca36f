import { expect, test } from 'vitest'
import { readEnv } from '../server/env.ts'

const sandbox = {
  PUBLIC_URL: 'http://localhost:3000/',
  DATABASE_URL: 'postgres://localhost/azora',
  MERCHANT_ID: '00000000-0000-7000-8000-000000000001',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_API_BASE: 'http://localhost:12111',
  STRIPE_JS_URL: 'http://localhost:12111/stripe.js',
  RESEND_API_KEY: 're_1',
  MAIL_FROM: 'Azora <receipts@example.com>',
  OIDC_ISSUER: 'http://localhost:12113',
  LINK_SECRET: 'x'.repeat(32),
}
const { STRIPE_API_BASE: _api, STRIPE_JS_URL: _js, ...rest } = sandbox
const live = {
  ...rest,
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  PUBLIC_URL: 'https://shop.example',
  OIDC_ISSUER: 'https://issuer.example',
}

test('the settings of the sandbox and of a live shop are taken', () => {
  expect(readEnv(sandbox).PUBLIC_URL).toBe('http://localhost:3000')
  expect(readEnv(live).STRIPE_JS_URL).toBeUndefined()
})

test.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ['a missing address', { ...sandbox, DATABASE_URL: '' }, /DATABASE_URL: is not set/],
  ['a short secret', { ...sandbox, LINK_SECRET: 'short' }, /LINK_SECRET: must have 32/],
  [
    'keys of two modes',
    { ...live, STRIPE_PUBLISHABLE_KEY: 'pk_test_1' },
    /STRIPE_PUBLISHABLE_KEY: must be of the same mode/,
  ],
  [
    'a live key and the sandbox',
    { ...live, STRIPE_API_BASE: 'http://x', STRIPE_JS_URL: 'http://x' },
    /no sandbox runs beside/,
  ],
  ['a live key and the mail sandbox', { ...live, MAIL_SANDBOX_URL: 'http://x' }, /MAIL_SANDBOX_URL: must not be set/],
  ['a live key without HTTPS', { ...live, PUBLIC_URL: 'http://shop.example' }, /PUBLIC_URL: must begin with https/],
  ['half a sandbox', { ...sandbox, STRIPE_JS_URL: undefined }, /STRIPE_JS_URL: is not set/],
])('%s stops the process with a sentence that names the variable and no value (S21)', (_what, env, sentence) => {
  expect(() => readEnv(env)).toThrow(sentence)
  expect(() => readEnv(env)).not.toThrow(/short$|sk_live_1/)
})
