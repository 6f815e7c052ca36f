import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { dashboardScript, dashboardStyle } from './assets.ts'
import { customersView } from './customers-view.ts'
import { eventsView } from './events-view.ts'
import { faultsView } from './faults-view.ts'
import { code, escape, time } from './markup.ts'
import { paymentView } from './payment-view.ts'
import { paymentsView } from './payments-view.ts'

const views = { payments: 'Payments', events: 'Events', customers: 'Customers', faults: 'Faults and requests' }

/**
 * The page at `/_sandbox`: what happened here, and what may go wrong next. Everything in it is escaped.
 *
 * @param offered the controls that there are, as `POST /_sandbox/clock`: buttons appear for these only
 */
export function renderDashboard(sandbox: StripeSandbox, query: URLSearchParams, offered: ReadonlySet<string>): string {
  const view = query.get('view') ?? 'payments'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stripe sandbox</title>
<style>${dashboardStyle}</style>
</head>
<body data-secret-key="${escape(sandbox.secretKey)}">
<header>
  <div class="bar">
    <div>
      <h1>Stripe sandbox</h1>
      <p>A local stand-in. <strong>Not for real cards.</strong></p>
    </div>
    <form class="clock" data-clock>
      <span>Clock <span data-live>${time(sandbox.clock.now())}</span></span>
      <button name="seconds" value="3600">+ 1 hour</button>
      <button name="seconds" value="86400">+ 1 day</button>
      <button name="seconds" value="604800">+ 7 days</button>
      <button name="seconds" value="2592000">+ 30 days</button>
    </form>
  </div>
  <nav aria-label="Views">${Object.entries(views).map(navLink(view)).join('')}</nav>
</header>
<main data-live>${content(sandbox, { view, id: query.get('id') ?? '', offered })}</main>
<footer>
  <dl class="tiles">
    <div><dt>API</dt><dd>${code(sandbox.url)}</dd></div>
    <div><dt>Secret key</dt><dd>${code(sandbox.secretKey)}</dd></div>
    <div><dt>Publishable key</dt><dd>${code(sandbox.publishableKey)}</dd></div>
  </dl>
</footer>
<p class="toast" role="status" hidden></p>
<script>${dashboardScript}</script>
</body>
</html>`
}

interface Shown {
  view: string
  id: string
  offered: ReadonlySet<string>
}

function content(sandbox: StripeSandbox, { view, id, offered }: Shown): string {
  switch (view) {
    case 'events':
      return eventsView(sandbox)
    case 'customers':
      return customersView(sandbox, offered)
    case 'faults':
      return faultsView(sandbox)
    case 'payment':
      return paymentView(sandbox, id, offered) ?? paymentsView(sandbox, offered)
    default:
      return paymentsView(sandbox, offered)
  }
}

const navLink =
  (current: string) =>
  ([view, label]: [string, string]): string => {
    const isCurrent = view === current || (view === 'payments' && current === 'payment')
    return `<a href="?view=${view}"${isCurrent ? ' aria-current="page"' : ''}>${label}</a>`
  }
