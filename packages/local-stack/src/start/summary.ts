import { personas } from '../sign-in/personas.ts'
import type { Settings } from './settings.ts'

/** What a person needs to go on: where things are, who to be, what to pay with. */
export function summary(settings: Settings, databaseUrl: string): string[] {
  const { ports, stripe, resendApiKey, oidc, publicUrl } = settings
  const addresses: [string, string][] = [
    ['Shop and account', publicUrl],
    ['Webhook receiver', `http://localhost:${ports.webhook}`],
    ['Stripe', stripe ? 'the real one' : `http://localhost:${ports.stripe}/_sandbox  (sandbox)`],
    ['Mail', resendApiKey === undefined ? `http://localhost:${ports.mail}  (sandbox: the inbox)` : 'Resend'],
    ['Sign-in', oidc ? oidc.issuer : `http://localhost:${ports.signIn}  (sandbox)`],
    ['PostgreSQL', settings.databaseUrl === undefined ? databaseUrl : 'yours (DATABASE_URL)'],
  ]
  return [
    '',
    ...table('Addresses', addresses),
    ...(oidc ? [] : people()),
    ...(stripe ? realStripe(ports.webhook) : cards()),
    '',
  ]
}

function people(): string[] {
  const rows = Object.entries(personas).map(([persona, { name, about }]): [string, string] => [
    persona,
    `${name} · ${about}`,
  ])
  return table('Sign in as (no password)', rows)
}

function cards(): string[] {
  return table('Test cards (any later date, any CVC)', [
    ['4242 4242 4242 4242', 'succeeds'],
    ['4000 0025 0000 3155', 'asks for 3-D Secure'],
    ['4000 0000 0000 9995', 'declined: insufficient funds'],
    ['4000 0000 0000 0002', 'declined'],
  ])
}

function realStripe(webhookPort: number): string[] {
  const command = `stripe listen --forward-to localhost:${webhookPort}/webhooks/stripe`
  return table('Stripe’s events reach this machine with', [[command, 'its whsec_… belongs in STRIPE_WEBHOOK_SECRETS']])
}

function table(title: string, rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return [title, ...rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`), '']
}
