import { minorDigits } from '../money/currency.ts'
import type { Charge } from '../resources/charge/charge.ts'
import type { StripeEvent } from '../resources/event/event.ts'
import type { PaymentIntent } from '../resources/payment-intent/payment-intent.ts'
import type { StripeSandbox } from '../stripe-sandbox.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import { dashboardScript, dashboardStyle } from './dashboard-assets.ts'

const mostRows = 50

/** The page at `/_sandbox`: what happened here, and the clock. Everything in it is escaped. */
export function renderDashboard(sandbox: StripeSandbox): string {
  const payments = sandbox.objects('payment_intent').slice(-mostRows).toReversed()
  const charges = new Map(sandbox.objects('charge').map((charge) => [charge.id, charge]))
  const events = sandbox.objects('event').slice(-mostRows).toReversed()
  const deliveries = groupByEvent(sandbox.webhooks.deliveries())
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stripe sandbox</title>
<style>${dashboardStyle}</style>
</head>
<body>
<header>
  <div>
    <h1>Stripe sandbox</h1>
    <p>A local stand-in. <strong>Not for real cards.</strong></p>
  </div>
  <form class="clock" data-clock>
    <span>Clock <time>${escape(formatTime(sandbox.clock.now()))}</time></span>
    <button name="seconds" value="3600">+ 1 hour</button>
    <button name="seconds" value="86400">+ 1 day</button>
    <button name="seconds" value="2592000">+ 30 days</button>
  </form>
</header>
<main>
<dl class="keys">
  <div><dt>API</dt><dd><code>${escape(sandbox.url)}</code></dd></div>
  <div><dt>Secret key</dt><dd><code>${escape(sandbox.secretKey)}</code></dd></div>
  <div><dt>Publishable key</dt><dd><code>${escape(sandbox.publishableKey)}</code></dd></div>
</dl>
${section(
  'Payments',
  ['Amount', 'Status', 'Card', 'Description', 'Created', 'Id'],
  payments.map((intent) => paymentRow(intent, charges.get(intent.latest_charge ?? ''))),
)}
${section(
  'Events',
  ['Type', 'Delivery', 'Object', 'Created', 'Id', ''],
  events.map((event) => eventRow(event, deliveries.get(event.id) ?? [])),
)}
</main>
<script>${dashboardScript}</script>
</body>
</html>`
}

function section(title: string, columns: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return `<section><h2>${title}</h2><p class="empty">None yet.</p></section>`
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('')
  return `<section><h2>${title}</h2><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

function paymentRow(intent: PaymentIntent, charge: Charge | undefined): string {
  const details = charge?.payment_method_details
  const card = details?.type === 'card' ? details.card : undefined
  const problem = intent.last_payment_error ? ` <small>${escape(intent.last_payment_error.code ?? '')}</small>` : ''
  return row([
    `<strong>${escape(formatMoney(intent.amount, intent.currency))}</strong>`,
    `${badge(intent.status)}${problem}`,
    card ? `${escape(card.brand)} ···· ${escape(card.last4)}` : '–',
    escape(intent.description ?? '–'),
    escape(formatTime(new Date(intent.created * 1000))),
    `<code>${escape(intent.id)}</code>`,
  ])
}

function eventRow(event: StripeEvent, deliveries: readonly Delivery[]): string {
  const object = 'id' in event.data.object ? String(event.data.object.id) : ''
  return row([
    escape(event.type),
    deliveries.map(describeDelivery).join(' ') || '<small>no endpoint</small>',
    `<code>${escape(object)}</code>`,
    escape(formatTime(new Date(event.created * 1000))),
    `<code>${escape(event.id)}</code>`,
    `<button data-resend="${escape(event.id)}">Resend</button>`,
  ])
}

function describeDelivery({ status, attempts }: Delivery): string {
  const last = attempts.at(-1)
  const answer = last ? (last.status ?? last.error ?? '') : 'not tried'
  const tries = attempts.length > 1 ? `, ${attempts.length} tries` : ''
  return `${badge(status)} <small>${escape(`${answer}${tries}`)}</small>`
}

function groupByEvent(deliveries: readonly Delivery[]): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>()
  for (const delivery of deliveries) {
    const group = groups.get(delivery.event)
    if (group) group.push(delivery)
    else groups.set(delivery.event, [delivery])
  }
  return groups
}

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`

const good = new Set(['delivered', 'succeeded'])
const bad = new Set(['canceled', 'dropped', 'failed', 'requires_payment_method'])

function badge(status: string): string {
  const tone = good.has(status) ? 'good' : bad.has(status) ? 'bad' : 'open'
  return `<span class="badge ${tone}">${escape(status.replaceAll('_', ' '))}</span>`
}

function formatMoney(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency)
  return `${(amountMinor / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`
}

const formatTime = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
