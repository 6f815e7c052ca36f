import type { Charge } from '../../resources/charge/charge.ts'
import type { Dispute } from '../../resources/dispute/dispute.ts'
import type { StripeEvent } from '../../resources/event/event.ts'
import type { PaymentIntent } from '../../resources/payment-intent/payment-intent.ts'
import type { Refund } from '../../resources/refund/refund.ts'
import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { deliveryBadges } from './delivery-badges.ts'
import { badge, button, code, escape, money, table, time } from './markup.ts'
import { describeMethod } from './payments-view.ts'

/** One payment with all that happened to it, or `undefined` when there is none. */
export function paymentView(sandbox: StripeSandbox, id: string, offered: ReadonlySet<string>): string | undefined {
  const intent = sandbox.objects('payment_intent').find((payment) => payment.id === id)
  if (!intent) return undefined
  const charges = sandbox.objects('charge').filter((charge) => charge.payment_intent === id)
  const refunds = sandbox.objects('refund').filter((refund) => refund.payment_intent === id)
  const disputes = sandbox.objects('dispute').filter((dispute) => dispute.payment_intent === id)
  const latest = charges.find((charge) => charge.id === intent.latest_charge)
  return [
    `<p class="back"><a href="?view=payments">All payments</a></p>`,
    summary({ intent, latest, actions: actionsOf({ intent, latest, offered }) }),
    refunds.length > 0 ? refundTable(refunds, offered) : '',
    disputes.length > 0 ? disputeTable(disputes) : '',
    timeline(sandbox, intent),
  ].join('')
}

interface Facts {
  intent: PaymentIntent
  latest: Charge | undefined
}

function summary({ intent, latest, actions }: Facts & { actions: string }): string {
  const error = intent.last_payment_error
  const facts: [string, string][] = [
    ['Payment', code(intent.id)],
    ['Charge', latest ? code(latest.id) : '–'],
    ['Method', describeMethod(latest)],
    ['Customer', intent.customer === null ? '–' : code(intent.customer)],
    ['Received', money(intent.amount_received, intent.currency)],
    ['Refunded', money(latest?.amount_refunded ?? 0, intent.currency)],
    ['Created', time(intent.created)],
    ['Description', escape(intent.description ?? '–')],
  ]
  const problem = error ? `<p class="problem">${escape(error.message)}</p>` : ''
  const tiles = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')
  return `<section><div class="heading"><h2 class="amount">${money(intent.amount, intent.currency)} ${badge(intent.status)}</h2><div class="actions">${actions}</div></div>${problem}<dl class="facts">${tiles}</dl></section>`
}

function actionsOf({ intent, latest, offered }: Facts & { offered: ReadonlySet<string> }): string {
  const actions: string[] = []
  if (intent.status === 'requires_action' && intent.next_action !== null) {
    for (const [label, outcome] of [
      ['Pass 3-D Secure', 'authenticated'],
      ['Fail 3-D Secure', 'failed'],
    ] as const)
      actions.push(button({ label, control: '/three-d-secure', body: { paymentIntent: intent.id, outcome } }))
  }
  if (intent.status === 'requires_capture')
    actions.push(button({ label: 'Capture', api: `/v1/payment_intents/${intent.id}/capture` }))
  if (latest?.paid && latest.captured && !latest.refunded && !latest.disputed)
    actions.push(button({ label: 'Refund', api: '/v1/refunds', body: { payment_intent: intent.id } }))
  if (latest?.paid && latest.captured && !latest.disputed && offered.has('POST /_sandbox/disputes'))
    actions.push(
      button({ label: 'Raise a dispute', control: '/disputes', body: { payment: intent.id }, isDangerous: true }),
    )
  if (latest?.paid && latest.captured && offered.has('POST /_sandbox/early-fraud-warnings'))
    actions.push(button({ label: 'Warn of fraud', control: '/early-fraud-warnings', body: { payment: intent.id } }))
  if (!['canceled', 'processing', 'succeeded'].includes(intent.status))
    actions.push(button({ label: 'Cancel', api: `/v1/payment_intents/${intent.id}/cancel`, isDangerous: true }))
  return actions.join('')
}

function refundTable(refunds: readonly Refund[], offered: ReadonlySet<string>): string {
  const fail = ({ id, status }: Refund) =>
    offered.has('POST /_sandbox/refunds/fail') && (status === 'succeeded' || status === 'pending')
      ? button({ label: 'Fail', control: '/refunds/fail', body: { refund: id }, isDangerous: true })
      : ''
  return table({
    title: 'Refunds',
    columns: [{ name: 'Amount', isNumber: true }, 'Status', 'Created', 'Id', ''],
    rows: refunds.map((refund) => [
      money(refund.amount, refund.currency),
      badge(refund.status ?? 'none'),
      time(refund.created),
      code(refund.id),
      fail(refund),
    ]),
    empty: '',
  })
}

function disputeTable(disputes: readonly Dispute[]): string {
  const isOpen = ({ status }: Dispute) => !['lost', 'won', 'warning_closed'].includes(status)
  const decide = ({ id }: Dispute) =>
    (['won', 'lost'] as const)
      .map((outcome) =>
        button({ label: `Decide: ${outcome}`, control: '/disputes/decide', body: { dispute: id, outcome } }),
      )
      .join(' ')
  return table({
    title: 'Disputes',
    columns: [{ name: 'Amount', isNumber: true }, 'Status', 'Reason', 'Created', 'Id', ''],
    rows: disputes.map((dispute) => [
      money(dispute.amount, dispute.currency),
      badge(dispute.status),
      escape(dispute.reason.replaceAll('_', ' ')),
      time(dispute.created),
      code(dispute.id),
      isOpen(dispute) ? decide(dispute) : '',
    ]),
    empty: '',
  })
}

/** Its events and those of its charges, refunds and disputes, oldest first. */
function timeline(sandbox: StripeSandbox, { id }: PaymentIntent): string {
  const deliveries = deliveryBadges(sandbox)
  const steps = sandbox
    .objects('event')
    .filter((event) => isAbout(event, id))
    .map(
      (event) =>
        `<li><div>${time(event.created)}</div><div><strong>${escape(event.type)}</strong> ${changed(event)}</div><div>${deliveries(event.id)}</div></li>`,
    )
  return `<section><h2>Timeline</h2><ol class="timeline">${steps.join('')}</ol></section>`
}

function isAbout({ data: { object } }: StripeEvent, intentId: string): boolean {
  const { id, payment_intent: parent }: { id?: unknown; payment_intent?: unknown } = object
  return id === intentId || parent === intentId
}

function changed({ data, request }: StripeEvent): string {
  const { status, amount, currency }: { status?: unknown; amount?: unknown; currency?: unknown } = data.object
  const parts = [
    typeof status === 'string' ? badge(status) : '',
    typeof amount === 'number' && typeof currency === 'string' ? `<small>${money(amount, currency)}</small>` : '',
    request.id === null ? '<small>by itself</small>' : `<small>${escape(request.id)}</small>`,
  ]
  return parts.join(' ')
}
