import type { Load } from '../driver/load.ts'
import { openHttpLanes } from './http-lanes.ts'

/** A load of requests that differ: those of a lap are made before it. */
export function openPreparedRequests(options: {
  port: number
  requestOf: (index: number) => string
  /** What the answer has in it. */
  expected: string
}): Load {
  const { port, requestOf, expected } = options
  const lanes = openHttpLanes(port)
  const prepared = new Map<number, string>()
  return {
    prepare(first, operations) {
      prepared.clear()
      for (let index = first; index < first + operations; index += 1) prepared.set(index, requestOf(index))
    },
    operate: (index, lane) => lanes.ask(lane, prepared.get(index) ?? '', expected),
  }
}
