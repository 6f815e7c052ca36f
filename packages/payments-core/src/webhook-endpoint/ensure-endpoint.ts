import { handledEventTypes } from '../event/event-handlers.ts'
import type { Endpoint } from '../stripe/endpoint-calls.ts'
import type { Outcome } from '../stripe/outcome.ts'
import { pinnedApiVersion } from '../stripe/pinned-api-version.ts'
import type { StripeGateway } from '../stripe/stripe-gateway.ts'

/** `older` are endpoints of the same address whose events come in another version; Stripe cannot change that of an endpoint. */
export interface EnsuredEndpoint {
  did: 'created' | 'updated' | 'nothing'
  endpoint: Endpoint
  older: readonly Endpoint[]
}

/**
 * Has Stripe send the events that we act on, no others, in the version that our types describe, to an address. Running it
 * again changes nothing; after an upgrade of our code it adds what is new. Older endpoints are left alone: while both send,
 * each event is stored once.
 *
 * @throws when Stripe does not do it; running it again is safe
 */
export async function ensureEndpoint(
  stripe: Pick<StripeGateway, 'endpoints'>,
  { url, merchantId, key }: { url: string; merchantId: string; key: string },
): Promise<EnsuredEndpoint> {
  const types = handledEventTypes
  const ofAddress = (await stripe.endpoints.list()).filter((endpoint) => endpoint.url === url)
  const isCurrent = ({ apiVersion }: Endpoint) => apiVersion === pinnedApiVersion
  const older = ofAddress.filter((endpoint) => !isCurrent(endpoint))
  const known = ofAddress.find(isCurrent)
  if (!known) {
    const endpoint = answerOf(await stripe.endpoints.create({ key, merchantId, url, types }))
    return { did: 'created', endpoint, older }
  }
  if (known.isEnabled && known.merchantId === merchantId && hasExactly(known, types)) {
    return { did: 'nothing', endpoint: known, older }
  }
  const endpoint = answerOf(await stripe.endpoints.update({ key, id: known.id, types, merchantId }))
  return { did: 'updated', endpoint, older }
}

const hasExactly = (endpoint: Endpoint, types: readonly string[]) =>
  endpoint.types.toSorted().join() === types.toSorted().join()

function answerOf(outcome: Outcome<Endpoint>): Endpoint {
  if (outcome.kind === 'answered') return outcome.value
  throw new Error(
    outcome.kind === 'refused' ? `Stripe refused: ${outcome.code}` : 'Stripe gave no answer: run this again',
  )
}
