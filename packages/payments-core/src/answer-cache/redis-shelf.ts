import { createClient } from '@redis/client'
import { createBreaker } from '../breaker.ts'
import type { Log } from '../context.ts'

/** Texts by name, in Redis. */
export interface RedisShelf {
  /** The first bytes of what is kept; empty when there is nothing. @throws when Redis does not answer in time */
  read(name: string, bytes: number): Promise<string>
  /** @throws when Redis does not answer in time */
  write(name: string, text: string, seconds: number): Promise<unknown>
  close(): void
}

const answerWithinMs = 50
/** After so many failures in a row nobody waits for Redis, but for one call after each pause. */
const outage = { calls: 3, pauseMs: 5_000 }
const reconnect = { initialMs: 100, maximumMs: 2_000 }

/** Connects in the background, and again whenever the connection breaks. */
export function openRedisShelf({ url, log }: { url: string; log: Log }): RedisShelf {
  const client = createClient({
    url,
    RESP: 2,
    // Without a connection there is no answer: nobody waits for one.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    // A connection that was lost without a word is found out, and made anew.
    pingInterval: 5_000,
    socket: {
      connectTimeout: 1_000,
      socketTimeout: 15_000,
      reconnectStrategy: (retries) => Math.min(reconnect.initialMs * 2 ** retries, reconnect.maximumMs),
    },
  })
  const breaker = createBreaker({
    isOutage: () => true,
    ...outage,
    onChange: (state) => log.warn({ state }, 'answers are kept in Redis while its breaker is closed'),
  })
  // Every command tells its own errors; the client's are about the connection.
  client.on('error', (error: Error) => log.debug({ error: error.message }, 'Redis is not connected'))
  client.connect().catch(() => undefined) // closed before it was connected

  const ask = <T>(command: () => Promise<T>): Promise<T> => breaker.execute(() => inTime(command()), {})
  return {
    read: (name, bytes) => ask(async () => (await client.getRange(name, 0, bytes)) ?? ''),
    write: (name, text, seconds) => ask(() => client.set(name, text, { expiration: { type: 'EX', value: seconds } })),
    close: () => client.destroy(),
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('Redis did not answer in time')), answerWithinMs)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
