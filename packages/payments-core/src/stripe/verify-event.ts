import Stripe from 'stripe'
import type { Clock } from '../clock.ts'
import type { VerifiedEvent } from '../event/verified-event.ts'
import { describeEvent } from './describe-event.ts'

/** Stripe signs with the sending time; older or newer than this is a replay or a broken clock. */
const toleranceSeconds = 300

/** Why a delivery was turned away, in one of a few sentences. The reason is for our log, not for the sender. */
export class EventRejected extends Error {
  override readonly name = 'EventRejected'
}

/**
 * Checks a delivery's signature against each secret (two are valid while one is rotated), its age in both directions,
 * and that it is an event of our own account and of the mode that we speak. `constructEvent` alone accepts any future time and
 * any signed JSON (tried on stripe 23.1).
 *
 * @throws {EventRejected}
 */
export function verifyEvent(input: {
  payload: Buffer
  signatureHeader: string | undefined
  secrets: readonly string[]
  clock: Clock
  isLive: boolean
}): VerifiedEvent {
  const { payload, signatureHeader, secrets, clock, isLive } = input
  if (!signatureHeader) throw new EventRejected('no signature')
  const raw = decodeUtf8(payload)
  const event = constructEvent({ raw, signatureHeader, secrets, receivedAt: clock.now().getTime() })

  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signatureHeader)?.[1])
  const ageSeconds = clock.now().getTime() / 1000 - signedAt
  if (!(Math.abs(ageSeconds) <= toleranceSeconds)) throw new EventRejected('signed too long ago or in the future')

  if (!isEvent(event)) throw new EventRejected('not an event')
  if (event.livemode !== isLive) throw new EventRejected('event of the other mode')
  if (event.account) throw new EventRejected('event of a connected account')
  return { ...describeEvent(event), raw }
}

/** What was signed may be any JSON. */
const isEvent = (event: Stripe.Event): boolean =>
  event.object === 'event' &&
  /^evt_\w{1,250}$/.test(event.id) &&
  typeof event.type === 'string' &&
  Number.isSafeInteger(event.created) &&
  typeof event.data?.object === 'object' &&
  event.data.object !== null

function constructEvent(input: {
  raw: string
  signatureHeader: string
  secrets: readonly string[]
  receivedAt: number
}): Stripe.Event {
  const { raw, signatureHeader, secrets, receivedAt } = input
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(raw, signatureHeader, secret, toleranceSeconds, undefined, receivedAt)
    } catch {
      // the next secret may fit
    }
  }
  throw new EventRejected('no secret fits the signature')
}

/** Invalid bytes and a byte order mark would verify like the clean text, so they are turned away. */
function decodeUtf8(payload: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload)
  } catch {
    throw new EventRejected('not UTF-8')
  }
}
