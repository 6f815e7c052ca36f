import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import type { World } from '../create-world.ts'

const sweeps = [sweepAttempts, sweepEvents, sweepPayments, sweepRefunds, sweepDisputes, sweepMails, cancelAbandoned]

/** Turns of one sweep at most; each takes twenty or more. */
const turns = 100

interface Recovery {
  /** After how long whoever went away is given up. */
  patienceHours: number
  /** Whether our books are compared with Stripe's as well: without that, everything must come right by itself. */
  reconciles?: boolean
}

/**
 * What happens by itself after processes died: Stripe's events arrive while the leases of the dead still hold, leases and
 * pauses end, every sweep has its turns, time passes in which nobody comes back, and the sweeps have their turns again.
 */
export async function recover(world: World, { patienceHours, reconciles }: Recovery): Promise<void> {
  await world.settle()
  for (const by of [{ seconds: 60 }, { seconds: 60 }, { hours: patienceHours }, { seconds: 60 }]) {
    await world.passTime(by)
    await world.expireLeases()
    for (const sweep of sweeps) await sweepOut(world, sweep)
    await fetchMissedEvents(world.ctx)
    await world.settle()
    if (!reconciles) continue
    await reconcile(world.ctx)
    await world.settle()
  }
}

async function sweepOut({ ctx }: World, sweep: (typeof sweeps)[number]): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) if ((await sweep(ctx)) === 0) return
}
