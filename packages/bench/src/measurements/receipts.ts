import { compare, type Contender } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import type { Receipts } from '../loads/receipts.ts'
import type { Measurement } from '../measurement.ts'
import { atLeast } from '../method/goal.ts'
import { ratioRow } from '../method/row.ts'

/** (6) Receipts a second: what drawing in a thread with limits costs beside drawing on the spot, and what a second thread gains. */
export const measureReceipts: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const drawnBy = async (threads: number): Promise<Contender> => ({
    driver: stack.use(await openDriver('receipts', { threads } satisfies Receipts)),
  })
  const one = await drawnBy(1)
  const inThread = await compare(bench, {
    title: 'receipts, in a thread',
    lanes: 4,
    operations: 500,
    ours: one,
    floor: await drawnBy(0),
  })
  const inTwo = await compare(bench, {
    title: 'receipts, in two threads',
    lanes: 8,
    operations: 500,
    ours: await drawnBy(2),
    floor: one,
  })
  return [
    ratioRow({
      what: '(6) receipts by one thread: throughput',
      floor: '@react-pdf',
      laps: inThread,
      reading: 'throughput',
      goal: atLeast(0.9),
    }),
    ratioRow({
      what: '(6) by two threads: throughput',
      floor: 'one thread',
      laps: inTwo,
      reading: 'throughput',
      goal: atLeast(1.8),
    }),
  ]
}
