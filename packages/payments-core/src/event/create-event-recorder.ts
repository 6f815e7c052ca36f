import { isOutage } from '@azora/db/is-outage'
import type { PaymentContext } from '../context.ts'
import { recordEvents } from './record-event.ts'
import type { VerifiedEvent } from './verified-event.ts'

/** Stores events as they come in. */
export interface EventRecorder {
  /**
   * Stores one event; see `recordEvents`. Resolves once its own commit is done.
   *
   * @throws when it could not be stored
   */
  record(event: VerifiedEvent): Promise<'stored' | 'repeated'>
}

interface Waiting {
  event: VerifiedEvent
  resolve: (result: 'stored' | 'repeated') => void
  reject: (error: unknown) => void
}

/** More statements at once only wait for each other's commits; fewer leave a slow disk idle. */
const maximumStatements = 4
const maximumRows = 200
const maximumCharacters = 2_000_000

/**
 * A recorder that stores an event at once while the database keeps up; while four statements are under way, what comes is
 * collected and goes together. One bad event does not harm those beside it: they are then stored one by one.
 */
export function createEventRecorder(ctx: PaymentContext): EventRecorder {
  const waiting: Waiting[] = []
  let running = 0

  const flush = async () => {
    running += 1
    while (waiting.length > 0) await store(ctx, takeBatch(waiting))
    running -= 1
  }
  return {
    record: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject })
        if (running < maximumStatements) void flush()
      }),
  }
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let characters = 0
  const isBeyond = ({ event }: Waiting, index: number) => {
    characters += event.raw.length
    return index > 0 && (index >= maximumRows || characters > maximumCharacters)
  }
  const end = waiting.findIndex(isBeyond)
  return waiting.splice(0, end === -1 ? waiting.length : end)
}

/** Answers every waiter of the batch; never throws. */
async function store(ctx: PaymentContext, batch: readonly Waiting[]): Promise<void> {
  try {
    const fresh = await recordEvents(
      ctx,
      batch.map(({ event }) => event),
    )
    // Of one event that came twice in the batch, the first is the one that was stored.
    for (const { event, resolve } of batch) resolve(fresh.delete(event.id) ? 'stored' : 'repeated')
  } catch (error) {
    if (batch.length === 1 || isOutage(error)) {
      for (const { reject } of batch) reject(error)
      return
    }
    for (const single of batch) await store(ctx, [single])
  }
}
