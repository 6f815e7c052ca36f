import { setTimeout as delay } from 'node:timers/promises'
import type { StripeSandbox } from '@azora/stripe-sandbox/stripe-sandbox'
import type { Breach, Observed } from '../crash/breach/breach.ts'
import { readBooks, type Books } from '../crash/books.ts'
import { findBreaches } from '../crash/find-breaches.ts'

type Recovering = Observed & { stripe: Pick<StripeSandbox, 'clock' | 'webhooks'> }

const lookEveryMs = 2_000
const patienceMs = 120_000

/**
 * Lets time pass, by the clock that the processes follow: minutes until what was interrupted is done, a day in which
 * nobody comes back to what they left open, and minutes again. A day at once would be an outage of a day: mails whose
 * sender died are then not sent again, since the mail service no longer knows whether they had left.
 *
 * @returns what is still wrong when two minutes of real time have changed nothing
 */
export async function awaitRecovery(world: Recovering): Promise<Breach[]> {
  await world.stripe.webhooks.idle()
  await passMinutesWhile(world, async () => underWay(await readBooks(world)))
  await world.stripe.clock.advance(26 * 3_600)
  await passMinutesWhile(world, async () => (await findBreaches(world)).length)
  return await findBreaches(world)
}

/** Until nothing is left, or nothing has become less for two minutes: what a day's end leaves to do is done in batches. */
async function passMinutesWhile({ stripe }: Recovering, count: () => Promise<number>): Promise<void> {
  let deadline = Date.now() + patienceMs
  let least = await count()
  for (let left = least; left > 0 && Date.now() < deadline; left = await count()) {
    if (left < least) deadline = Date.now() + patienceMs
    least = Math.min(least, left)
    await stripe.clock.advance(60)
    await delay(lookEveryMs)
  }
}

/** How much is under way that does not wait for a person. */
const underWay = ({ attempts, openRequests, openEvents, mails }: Books): number =>
  openRequests.length +
  openEvents.length +
  attempts.filter(({ state }) => state === 'started' || state === 'unknown').length +
  mails.filter(({ state }) => state !== 'sent').length
