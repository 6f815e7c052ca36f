import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import type { PaymentContext } from '@azora/payments-core/context'
import { createTasks } from '@azora/webhook/start-worker'
import { askStripe } from '../ask-stripe.ts'
import type { World } from '../create-world.ts'
import { stripeEvents, takeEvents } from '../stripe-events.ts'
import type { Random } from '../random.ts'

/** What runs by itself in the worker, each again and again. */
export const loops: Record<string, (ctx: PaymentContext) => Promise<unknown>> = {
  'sweeps attempts': sweepAttempts,
  'sweeps events': sweepEvents,
  'sweeps payments': sweepPayments,
  'sweeps refunds': sweepRefunds,
  'sweeps disputes': sweepDisputes,
  'sweeps mails': sweepMails,
  'cancels what was abandoned': cancelAbandoned,
  'fetches missed events': fetchMissedEvents,
  reconciles: reconcile,
}

interface Job {
  id: string
  task: string
  payload: unknown
}

/** The jobs that wait, the oldest first. */
export async function listJobs({ ctx }: World): Promise<Job[]> {
  const { rows } = await ctx.db.pool.query<Job>(
    `select job.id::text, task.identifier as task, job.payload
     from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id
     order by job.id`,
  )
  return rows
}

export const closeJob = ({ ctx }: World, { id }: Pick<Job, 'id'>) =>
  ctx.db.pool.query('select graphile_worker.complete_jobs(array[$1::bigint])', [id])

/** What happens in fair weather: Stripe delivers what it has, if it delivers at all, and every job has its turn. */
export async function settle(world: World, { isSilent }: { isSilent: boolean }): Promise<void> {
  const { ctx } = world
  for (let turn = 0; turn < 2; turn += 1) {
    if (!isSilent) await takeEvents(ctx, undelivered(world, await storedEvents(world)))
    for (const job of await listJobs(world)) {
      // One that fails is left to the sweeps, as the queue would leave it for later.
      await doJob(ctx, job, () => closeJob(world, job)).catch(() => undefined)
    }
  }
}

/** Does a job as the queue has it done: it is gone once it is done, and stays when it fails or its worker dies. */
export async function doJob(ctx: PaymentContext, { task, payload }: Job, close: () => Promise<unknown>) {
  // The tasks look at nothing but the payload.
  await createTasks(ctx)[task]?.(payload, undefined as never)
  await close()
}

async function storedEvents({ ctx }: World): Promise<Set<string>> {
  const { rows } = await ctx.db.pool.query<{ id: string }>('select id from webhook_event')
  return new Set(rows.map(({ id }) => id))
}

/** Events that Stripe has and did not get rid of yet. */
export const undelivered = (world: World, delivered: ReadonlySet<string>) =>
  stripeEvents(world).filter(({ id }) => !delivered.has(id))

/** Something that banks or other systems do at Stripe. @returns what, or nothing where nothing can be done */
export async function actAtStripe(world: World, random: Random): Promise<string | undefined> {
  const { stripe } = world
  const charges = stripe.objects('charge').filter(({ status, captured }) => status === 'succeeded' && captured)
  const refunds = stripe.objects('refund').filter(({ status }) => status === 'succeeded' || status === 'pending')
  const disputes = stripe.objects('dispute').filter(({ status }) => status === 'needs_response')
  const one = <T>(some: readonly T[]) => (some.length > 0 ? random.pick(some) : undefined)
  const [charge, refund, dispute] = [one(charges), one(refunds), one(disputes)] as const
  const left = charge ? charge.amount_captured - charge.amount_refunded : 0
  const acts: Record<string, () => unknown> = {
    refund: () =>
      left > 0 && askStripe(world, 'refunds', { charge: charge?.id ?? '', amount: String(1 + random.below(left)) }),
    dispute: () => charge && stripe.money.raiseDispute(charge.id),
    decide: () => dispute && stripe.money.decideDispute(dispute.id, random.pick(['lost', 'won'])),
    comesBack: () => refund && stripe.failRefund(refund.id),
  }
  // Where Stripe does not look at sums, what others give back would leave no room for what we have promised.
  const { refundChecks } = stripe.switches.get()
  const name = random.weigh({ refund: refundChecks ? 4 : 0, dispute: 1, decide: 2, comesBack: 2 })
  try {
    await acts[name]?.()
    return name
  } catch {
    // Stripe refuses what cannot be: a second dispute, a refund of what is disputed.
    return undefined
  }
}
