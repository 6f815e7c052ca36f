import type { PaymentContext } from '@azora/payments-core/context'
import { promises } from '@azora/payments-core/promise/promises'
import { readPromises, type PromiseReading } from '@azora/payments-core/promise/read-promises'
import { Gauge, type GaugeConfiguration, type Registry } from 'prom-client'

export interface WatchPromisesOptions {
  /** How long a look at the database is good for, so that nobody who asks can load it. */
  keptMs?: number
}

/**
 * Adds a gauge for each promise (`promises` of the core). Every process that does so says the same. While the database cannot
 * be asked, `azora_promises_readable` is 0 and the promises are NaN: not known, rather than as they were.
 */
export function watchPromises(
  registry: Registry,
  ctx: Pick<PaymentContext, 'reports' | 'merchantId' | 'clock' | 'log'>,
  { keptMs = 10_000 }: WatchPromisesOptions = {},
): void {
  const look = keepFor(keptMs, () =>
    readPromises(ctx).catch((error: unknown) => {
      ctx.log.error({ error: String(error) }, 'our promises could not be looked at')
      return undefined
    }),
  )
  const addGauge = (options: GaugeConfiguration<string>) =>
    registry.registerMetric(new Gauge({ ...options, registers: [] }))
  addGauge({
    name: 'azora_promises_readable',
    help: '1 when the promises could be looked at, 0 when the database did not tell.',
    async collect() {
      this.set((await look()) ? 1 : 0)
    },
  })
  for (const [name, [first]] of Map.groupBy(promises, (promised) => promised.name)) {
    addGauge({
      name,
      help: first?.help ?? '',
      labelNames: Object.keys(first?.labels ?? {}),
      async collect() {
        const readings = (await look()) ?? unknownReadings
        for (const { promised, value } of readings.filter((reading) => reading.promised.name === name))
          this.set({ ...promised.labels }, value)
      },
    })
  }
}

const unknownReadings: readonly PromiseReading[] = promises.map((promised) => ({ promised, value: Number.NaN }))

/** The result of one run for all who ask within the time, also while it is under way. */
function keepFor<T>(keptMs: number, work: () => Promise<T>): () => Promise<T> {
  let kept: { result: Promise<T>; until: number } | undefined
  return () => {
    const now = performance.now()
    if (!kept || now >= kept.until) kept = { result: work(), until: now + keptMs }
    return kept.result
  }
}
