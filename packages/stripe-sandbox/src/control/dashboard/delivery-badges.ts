import type { StripeSandbox } from '../../stripe-sandbox.ts'
import type { Delivery } from '../../webhooks/delivery.ts'
import { badge, escape } from './markup.ts'

/** The deliveries of each event, described for a cell; one look at all of them serves a whole page. */
export function deliveryBadges(sandbox: StripeSandbox): (eventId: string) => string {
  const groups = Map.groupBy(sandbox.webhooks.deliveries(), ({ event }) => event)
  return (eventId) => groups.get(eventId)?.map(describe).join(' ') ?? '<small>no endpoint</small>'
}

function describe({ status, attempts }: Delivery): string {
  const last = attempts.at(-1)
  const answer = last ? (last.status ?? last.error ?? '') : 'not tried'
  const tries = attempts.length > 1 ? `, ${attempts.length} tries` : ''
  return `${badge(status)} <small>${escape(`${answer}${tries}`)}</small>`
}
