import { join } from 'node:path'
import { root } from '@azora/test-kit/built-environment'
import type { Bench, Measurement } from '../measurement.ts'
import { atMost } from '../method/goal.ts'
import { countRow, type Row } from '../method/row.ts'
import { median, pairedRatio, selfRatio } from '../method/statistics.ts'
import { residentMegabytes } from '../stack/resident-memory.ts'
import { routeKilobytes } from '../stack/route-size.ts'
import type { Server } from '../stack/start-server.ts'

/** (8) How long our processes take until they can work, what they hold in memory then, and what a browser loads to check out. */
export const measureSize: Measurement = async (bench) => {
  const { stack } = bench
  const { url } = await stack.database('size')
  const floor = () => stack.startFloor('framework')
  return [
    ...(await startsOf(bench, { name: 'web', ours: () => stack.startWeb(url), floor, megabytes: 150 })),
    ...(await startsOf(bench, {
      name: 'receiver',
      ours: () => stack.startWebhook(url, 'receiver'),
      floor,
      megabytes: 90,
    })),
    countRow(
      '(8) script of the checkout route, kB gzipped',
      Math.round(routeKilobytes(pages, 'checkout-page') * 10) / 10,
      atMost(85, 25),
    ),
  ]
}

const pages = join(root, 'apps/web/dist/client')

interface Starts {
  name: string
  ours: () => Promise<Server>
  floor: () => Promise<Server>
  megabytes: number
}

async function startsOf(bench: Bench, { name, ours, floor, megabytes }: Starts): Promise<Row[]> {
  const [oursMs, floorMs, held]: [number[], number[], number[]] = [[], [], []]
  await startOnce(floor)
  await startOnce(ours)
  for (let pair = 1; pair <= bench.pace.pairs; pair += 1) {
    bench.say(`start of ${name}: pair ${pair} of ${bench.pace.pairs}`)
    floorMs.push((await startOnce(floor)).readyMs)
    const started = await startOnce(ours)
    oursMs.push(started.readyMs)
    held.push(started.megabytes)
  }
  const here = `${median(oursMs).toFixed(0)} : ${median(floorMs).toFixed(0)} ms`
  return [
    {
      what: `(8) ${name}: start until ready`,
      floor: 'F-T',
      figure: pairedRatio(oursMs, floorMs),
      unit: '×',
      noise: selfRatio(floorMs),
      here,
    },
    countRow(`(8) ${name}: MB held when ready`, Math.round(median(held)), atMost(megabytes)),
  ]
}

async function startOnce(start: () => Promise<Server>) {
  await using server = await start()
  return { readyMs: server.readyMs, megabytes: residentMegabytes(server.pid) ?? Number.NaN }
}
