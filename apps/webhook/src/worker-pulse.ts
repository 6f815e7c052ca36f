import { text } from '@azora/db/column'
import type { Queryable } from '@azora/db/database'
import { openSession } from '@azora/db/session'
import { defineStatement } from '@azora/db/statement'
import type { Log } from '@azora/payments-core/context'

/**
 * A sign of life: a session-level advisory lock for each of this process's workers. The server drops the locks the
 * moment the connection dies, so anyone can tell which workers are gone. The queue itself would wait four hours.
 */
export interface WorkerPulse {
  add(workerId: string): Promise<void>
  /** Lets go of all of them: they have ended, and their jobs may be taken by others. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function openWorkerPulse(options: { connectionString: string; log: Log }): Promise<WorkerPulse> {
  const workerIds = new Set<string>()
  let turn = Promise.resolve() // one statement at a time on the one connection
  const session = await openSession({
    connectionString: options.connectionString,
    onOpen: async (db) => {
      for (const workerId of workerIds) await db.all(lockWorker, { workerId })
    },
  })
  const inTurn = (work: () => Promise<unknown>) => {
    turn = turn.then(work).then(
      () => undefined,
      (error: unknown) =>
        options.log.warn({ error: String(error) }, 'the worker locks wait for the connection to come back'),
    )
    return turn
  }
  return {
    add(workerId) {
      workerIds.add(workerId)
      return inTurn(() => session.db.all(lockWorker, { workerId }))
    },
    clear() {
      workerIds.clear()
      return inTurn(() => session.db.all(unlockOurs, {}))
    },
    close: () => session.close(),
  }
}

/** Frees the jobs of workers whose lock nobody holds. A job that has just been taken gets time to show its lock. */
export async function unlockDeadWorkers(db: Queryable, log: Log): Promise<void> {
  const unlocked = await db.all(unlockWorkers, {})
  for (const { workerId } of unlocked) log.warn({ workerId }, 'jobs of a dead worker were freed')
}

const lockWorker = defineStatement({
  name: 'worker/lock',
  text: `select pg_advisory_lock(hashtextextended('worker/' || $workerId, 0))::text as locked`,
  params: { workerId: text },
  columns: { locked: text },
})

const unlockOurs = defineStatement({
  name: 'worker/unlock-ours',
  text: `select pg_advisory_unlock_all()::text as unlocked`,
  params: {},
  columns: { unlocked: text },
})

const unlockWorkers = defineStatement({
  name: 'worker/unlock-dead',
  text: `
    with holder as (
      select distinct locked_by from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - interval '3 seconds'
    ),
    dead as (
      select locked_by from holder where pg_try_advisory_xact_lock(hashtextextended('worker/' || locked_by, 0))
    )
    select locked_by as "workerId", graphile_worker.force_unlock_workers(array[locked_by])::text as unlocked from dead`,
  params: {},
  columns: { workerId: text },
})
