import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import type { World } from '../create-world.ts'

const sweeps = [sweepAttempts, sweepEvents, sweepPayments, sweepRefunds, sweepDisputes, sweepMails, cancelAbandoned]

/** Turns of one sweep at most; each takes some twenty. */
const turns = 100

/**
 * What happens by itself after processes died: Stripe's events arrive while the leases of the dead still hold, leases and
 * pauses end, every sweep has its turns, time passes in which nobody comes back, and the sweeps have their turns again.
 */
export async function recover(world: World, { patienceHours }: { patienceHours: number }): Promise<void> {
  world.stripe.webhooks.release()
  await world.settle()
  for (const by of [{ seconds: 60 }, { seconds: 60 }, { hours: patienceHours }, { seconds: 60 }]) {
    world.clock.advance(by)
    await world.stripe.clock.advance(0)
    await world.expireLeases()
    for (const sweep of sweeps) await sweepOut(world, sweep)
    await fetchMissedEvents(world.ctx)
    await world.settle()
  }
}

async function sweepOut({ ctx }: World, sweep: (typeof sweeps)[number]): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) if ((await sweep(ctx)) === 0) return
}
