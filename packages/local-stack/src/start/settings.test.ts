import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const read = (env: Record<string, string>) => readSettings(env, '/checkout')
const testKeys = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRETS: 'whsec_1',
}
const liveKeys = { ...testKeys, STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }
const real = { DATABASE_URL: 'postgres://x', RESEND_API_KEY: 're_1', OIDC_ISSUER: 'https://issuer.example' }

test('with nothing set, every part is ours and has its usual port', () => {
  expect(read({})).toMatchObject({
    ports: { web: 3000, webhook: 3001, stripe: 12111, mail: 12112, signIn: 12113, postgres: 54329 },
    publicUrl: 'http://localhost:3000',
    stripe: undefined,
    oidc: undefined,
  })
})

test.each([
  { env: { WEB_PORT: 'no' }, sentence: 'WEB_PORT must be a port from 1 to 65535, not "no".' },
  { env: { WEB_PORT: '3001' }, sentence: 'Port 3001 is given to two processes' },
  { env: { STRIPE_SECRET_KEY: 'pk_test_1' }, sentence: 'STRIPE_SECRET_KEY must begin with sk_test_' },
  { env: { STRIPE_SECRET_KEY: 'sk_test_1' }, sentence: 'set STRIPE_PUBLISHABLE_KEY' },
  {
    env: { ...testKeys, STRIPE_WEBHOOK_SECRETS: '' },
    sentence: 'stripe listen --forward-to localhost:3001/webhooks/stripe',
  },
  { env: { ...testKeys, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }, sentence: 'of different modes' },
  { env: liveKeys, sentence: 'set DATABASE_URL, RESEND_API_KEY, OIDC_ISSUER too' },
  { env: { ...liveKeys, ...real, RESEND_API_KEY: '' }, sentence: 'set RESEND_API_KEY too' },
])('settings that cannot work are refused: $sentence', ({ env, sentence }) => {
  expect(() => read(env)).toThrow(sentence)
})

test('live keys run when every other part is real too', () => {
  expect(read({ ...liveKeys, ...real }).stripe?.secretKey).toBe('sk_live_1')
})
