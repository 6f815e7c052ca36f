import type { Charge } from '../../resources/charge/charge.ts'
import type { PaymentIntent } from '../../resources/payment-intent/payment-intent.ts'
import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { badge, button, code, escape, money, table, time } from './markup.ts'

const mostRows = 100

/** The newest payments, and what is in the balance. */
export function paymentsView(sandbox: StripeSandbox, offered: ReadonlySet<string>): string {
  const intents = sandbox.objects('payment_intent').slice(-mostRows).toReversed()
  const charges = new Map(sandbox.objects('charge').map((charge) => [charge.id, charge]))
  return (
    balance(sandbox) +
    table({
      title: 'Payments',
      columns: [{ name: 'Amount', isNumber: true }, 'Status', 'Method', 'Customer', 'Description', 'Created'],
      rows: intents.map((intent) => row(intent, charges.get(intent.latest_charge ?? ''))),
      empty: 'None yet. Create one with any test key, and it appears here.',
    }) +
    payouts(sandbox, offered)
  )
}

function row(intent: PaymentIntent, charge: Charge | undefined): string[] {
  const problem = intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code
  const link = `<a href="?view=payment&amp;id=${escape(intent.id)}">${money(intent.amount, intent.currency)}</a>`
  return [
    `<strong>${link}</strong>`,
    [
      badge(intent.status),
      ...marks(charge),
      problem ? `<small>${escape(problem.replaceAll('_', ' '))}</small>` : '',
    ].join(' '),
    describeMethod(charge),
    escape(intent.customer ?? '–'),
    escape(intent.description ?? '–'),
    time(intent.created),
  ]
}

function marks(charge: Charge | undefined): string[] {
  if (!charge) return []
  const refunded = charge.amount_refunded > 0 ? [badge(charge.refunded ? 'refunded' : 'partly_refunded')] : []
  return charge.disputed ? [...refunded, badge('disputed')] : refunded
}

/** Brand and last digits, or the kind of the method. */
export function describeMethod(charge: Charge | undefined): string {
  const details: { card?: { brand?: string | null; last4?: string | null }; type?: string } =
    charge?.payment_method_details ?? {}
  if (!details.card) return escape(details.type?.replaceAll('_', ' ') ?? '–')
  return `${escape(details.card.brand ?? 'card')} ···· ${escape(details.card.last4 ?? '')}`
}

/** By currency: what is there, and what comes when the clock gets there. */
function balance(sandbox: StripeSandbox): string {
  const now = sandbox.clock.now().getTime() / 1000
  const sums = new Map<string, { available: number; pending: number }>()
  for (const { currency, net, available_on: from } of sandbox.objects('balance_transaction')) {
    const sum = sums.get(currency) ?? { available: 0, pending: 0 }
    sum[from <= now ? 'available' : 'pending'] += net
    sums.set(currency, sum)
  }
  if (sums.size === 0) return ''
  const tiles = [...sums].map(
    ([currency, { available, pending }]) =>
      `<div><dt>Balance, ${escape(currency.toUpperCase())}</dt><dd>${money(available, currency)}</dd><dd><small>${money(pending, currency)} on the way</small></dd></div>`,
  )
  return `<dl class="tiles">${tiles.join('')}</dl>`
}

/** What left, or leaves, for the bank; nothing while there is none. */
function payouts(sandbox: StripeSandbox, offered: ReadonlySet<string>): string {
  const all = sandbox.objects('payout').slice(-mostRows).toReversed()
  if (all.length === 0) return ''
  const canFail = offered.has('POST /_sandbox/payouts/fail')
  return table({
    title: 'Payouts',
    columns: [{ name: 'Amount', isNumber: true }, 'Status', 'Arrives', 'Id', ''],
    rows: all.map(({ id, amount, currency, status, arrival_date: arrives }) => [
      money(amount, currency),
      badge(status),
      time(arrives),
      code(id),
      canFail && !['canceled', 'failed'].includes(status)
        ? button({ label: 'Fail', control: '/payouts/fail', body: { payout: id }, isDangerous: true })
        : '',
    ]),
    empty: '',
  })
}
