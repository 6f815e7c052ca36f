import { EventEmitter } from 'node:events'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { PaymentContext } from '@azora/payments-core/context'
import { sealAudit } from '@azora/payments-core/audit/seal-audit'
import { sweepAttempts } from '@azora/payments-core/attempt/sweep-attempts'
import { applyEvent } from '@azora/payments-core/event/apply-event'
import { sendMail } from '@azora/payments-core/mail/send-mail'
import { cancelAbandoned } from '@azora/payments-core/payment/cancel-abandoned'
import { emptyPayloads } from '@azora/payments-core/event/empty-payloads'
import { fetchMissedEvents } from '@azora/payments-core/event/fetch-missed-events'
import { sweepMails } from '@azora/payments-core/mail/sweep-mails'
import { sweepEvents } from '@azora/payments-core/event/sweep-events'
import { sweepDisputes } from '@azora/payments-core/dispute/sweep-disputes'
import { sweepPayments } from '@azora/payments-core/payment/sweep-payments'
import { reconcile } from '@azora/payments-core/reconcile/reconcile'
import { forgetRequests } from '@azora/payments-core/request/forget-requests'
import { tellOfExpiry } from '@azora/payments-core/method/tell-of-expiry'
import { sweepRefunds } from '@azora/payments-core/refund/sweep-refunds'
import { sendReceipt } from '@azora/payments-core/receipt/send-receipt'
import { z } from 'zod'
import { keepRunner } from './keep-runner.ts'
import { repeatEvery } from './repeat-every.ts'
import { openWorkerPulse, unlockDeadWorkers } from './worker-pulse.ts'

export interface Worker {
  /** Lets running jobs finish, for five seconds at most, and takes no new ones. */
  stop(): Promise<void>
}

const concurrency = 4
const sweepEveryMs = 5_000
const abandonedEveryMs = 60_000
const sweepEventsEveryMs = 1_000
const sweepDisputesEveryMs = 60_000
const unlockEveryMs = 1_500
const expiryEveryMs = 10 * 60_000
const sealEveryMs = 60_000
const fetchEveryMs = 60_000
const reconcileEveryMs = 60_000
const cleanEveryMs = 300_000

/** Runs jobs until stopped: applies events, mails receipts, sweeps, fetches, compares, seals, forgets, and frees the jobs of workers that died. */
export async function startWorker(ctx: PaymentContext, options: { connectionString: string }): Promise<Worker> {
  const { connectionString } = options
  const pulse = await openWorkerPulse({ connectionString, log: ctx.log })
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => void pulse.add(worker.workerId))

  const start = () =>
    run({
      connectionString,
      concurrency,
      maxPoolSize: concurrency + 2,
      pollInterval: 1_000,
      noHandleSignals: true,
      // Without a batch the library lets go of the promise that writes a job's end: a lost connection would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      events,
      taskList: createTasks(ctx),
      logger: new Logger(() => (level, message) => {
        // The library's messages name jobs and errors, never payloads.
        if (level === 'error' || level === 'warning') ctx.log.warn({ source: 'jobs' }, message)
      }),
    })
  const runner = await keepRunner({ start, onEnd: () => pulse.clear(), log: ctx.log })
  const repeat = (name: string, pauseMs: number, work: () => Promise<unknown>) =>
    repeatEvery(pauseMs, () => watched(ctx, name, work), ctx.log)
  const loops = [
    repeat('sweep_events', sweepEventsEveryMs, () => sweepEvents(ctx)),
    repeat('sweep_attempts', sweepEveryMs, () => sweepAttempts(ctx)),
    repeat('sweep_payments', sweepEveryMs, () => sweepPayments(ctx)),
    repeat('sweep_mails', sweepEveryMs, () => sweepMails(ctx)),
    repeat('cancel_abandoned', abandonedEveryMs, () => cancelAbandoned(ctx)),
    repeat('tell_of_expiry', expiryEveryMs, () => tellOfExpiry(ctx)),
    repeat('seal_audit', sealEveryMs, () => sealAudit(ctx)),
    repeat('fetch_missed_events', fetchEveryMs, () => fetchMissedEvents(ctx)),
    repeat('reconcile', reconcileEveryMs, () => reconcile(ctx)),
    repeat('forget_requests', cleanEveryMs, () => forgetRequests(ctx)),
    repeat('empty_payloads', cleanEveryMs, () => emptyPayloads(ctx)),
    repeat('sweep_disputes', sweepDisputesEveryMs, () => sweepDisputes(ctx)),
    repeat('sweep_refunds', sweepEveryMs, () => sweepRefunds(ctx)),
    repeat('unlock_dead_workers', unlockEveryMs, () => unlockDeadWorkers(ctx.db, ctx.log)),
  ]

  return {
    async stop() {
      await Promise.all([...loops.map((loop) => loop.stop()), runner.stop()])
      await pulse.close()
    },
  }
}

const EventJob = z.object({ merchantId: z.uuid(), eventId: z.string() })
const MailJob = z.object({ merchantId: z.uuid(), outboxId: z.uuid() })

/**
 * Each task is safe to run again: a job that died half-way is simply taken up by another worker. A job of a merchant whom
 * this process does not serve fails and waits for one that does; under our own merchant it would find nothing and be lost.
 */
export const createTasks = (ctx: PaymentContext): TaskList => {
  const ofOurs = <J extends { merchantId: string }>(job: J): J => {
    if (job.merchantId !== ctx.merchantId) throw new Error('a job of a merchant whom this process does not serve')
    return job
  }
  return inOneBudget(ctx, {
    apply_event: async (payload) => {
      const { eventId } = ofOurs(EventJob.parse(payload))
      // The queue is for the first try only: when it fails, the event's own row says when the sweeper tries again.
      const outcome = await applyEvent(ctx, eventId).catch((error: unknown) => {
        ctx.log.warn({ eventId, error: String(error) }, 'the first try of an event failed')
        return 'postponed'
      })
      ctx.log.info({ eventId, outcome }, 'event looked at')
    },
    send_mail: async (payload) => {
      const { outboxId } = ofOurs(MailJob.parse(payload))
      await sendMail(ctx, outboxId)
      ctx.log.info({ outboxId }, 'mail sent')
    },
    send_receipt: async (payload) => {
      const { outboxId } = ofOurs(MailJob.parse(payload))
      await sendReceipt(ctx, outboxId)
      ctx.log.info({ outboxId }, 'mail looked at')
    },
  })
}

/** Whatever a job asks of Stripe comes out of one budget of calls and time. */
const inOneBudget = (ctx: PaymentContext, tasks: TaskList): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload, helpers) => watched(ctx, name, () => ctx.stripe.together(async () => task?.(payload, helpers))),
    ]),
  )

/** Tells how the work ended, and lets the end be what it is. */
async function watched<T>({ watch }: PaymentContext, name: string, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    watch.work(name, 'done')
    return result
  } catch (error) {
    watch.work(name, 'failed')
    throw error
  }
}
