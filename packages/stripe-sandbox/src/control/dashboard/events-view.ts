import type { StripeEvent } from '../../resources/event/event.ts'
import type { StripeSandbox } from '../../stripe-sandbox.ts'
import { deliveryBadges } from './delivery-badges.ts'
import { button, code, escape, table, time } from './markup.ts'

const mostRows = 100

/** The newest events with their deliveries, and the endpoints that get them. */
export function eventsView(sandbox: StripeSandbox): string {
  const deliveries = deliveryBadges(sandbox)
  const events = sandbox.objects('event').slice(-mostRows).toReversed()
  return (
    endpoints(sandbox) +
    table({
      title: 'Events',
      columns: ['Type', 'Deliveries', 'Object', 'Created', ''],
      rows: events.map((event) => [
        `<details data-keep="${escape(event.id)}"><summary>${escape(event.type)}</summary><pre>${escape(JSON.stringify(event, null, 2))}</pre></details>`,
        deliveries(event.id),
        code(objectId(event)),
        time(event.created),
        button({ label: 'Resend', control: '/webhooks/resend', body: { event: event.id } }),
      ]),
      empty: 'None yet. Everything that happens here is told in events.',
    })
  )
}

function endpoints(sandbox: StripeSandbox): string {
  return table({
    title: 'Webhook endpoints',
    columns: ['Address', 'Status', 'Events', ''],
    rows: sandbox
      .objects('webhook_endpoint')
      .map(({ id, url, status, enabled_events: events }) => [
        code(url),
        escape(status),
        escape(events.length > 3 ? `${events.length} types` : events.join(', ')),
        button({ label: 'New secret', control: '/webhooks/rotate-secret', body: { endpoint: id } }),
      ]),
    empty: 'None. Start with --webhook-url and --webhook-secret, or create one by the API.',
    actions: [
      button({ label: 'Hold', control: '/faults', body: { effect: 'hold' } }),
      button({ label: 'Release', control: '/faults', body: { effect: 'release' } }),
    ].join(''),
  })
}

const objectId = ({ data: { object } }: StripeEvent): string =>
  'id' in object && typeof object.id === 'string' ? object.id : ''
