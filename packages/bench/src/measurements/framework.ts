import { compare } from '../contender.ts'
import { openDriver } from '../driver/open-driver.ts'
import { rawRequest } from '../loads/raw-request.ts'
import type { RepeatedRequest } from '../loads/repeated-request.ts'
import type { Measurement } from '../measurement.ts'
import { atLeast } from '../method/goal.ts'
import { ratioRow } from '../method/row.ts'

const lanes = 32
const operations = 200_000

/** (7) What our host adds to an answer: Express, headers, the caller's token, tRPC, the log. */
export const measureFramework: Measurement = async (bench) => {
  await using stack = new AsyncDisposableStack()
  const { url } = await bench.stack.database('framework')
  const servers = {
    ours: stack.use(await bench.stack.startWeb(url)),
    bare: stack.use(await bench.stack.startFloor('framework')),
    stock: stack.use(await bench.stack.startFloor('stock-trpc')),
  }
  const contender = async (name: keyof typeof servers) => {
    const server = servers[name]
    const request = rawRequest('GET /trpc/health.check?input=%7B%7D', [`authorization: Bearer ${bench.stack.token}`])
    const settings: RepeatedRequest = { port: server.port, request, expected: '"ok"' }
    return { driver: stack.use(await openDriver('repeated-request', settings)), server }
  }
  const ours = await contender('ours')
  const bare = await compare(bench, {
    title: 'framework, against node:http',
    lanes,
    operations,
    ours,
    floor: await contender('bare'),
  })
  const stock = await compare(bench, {
    title: 'framework, against stock tRPC',
    lanes,
    operations,
    ours,
    floor: await contender('stock'),
  })
  const titled = (what: string) => `(7) no-op, signed in, 32 connections: ${what}`
  return [
    ratioRow({
      what: titled('throughput'),
      floor: 'F-T',
      laps: bare,
      reading: 'throughput',
      goal: atLeast(0.4, 0.55),
    }),
    ratioRow({ what: titled('CPU of Node'), floor: 'F-T', laps: bare, reading: 'nodeCpu' }),
    ratioRow({
      what: titled('throughput'),
      floor: 'stock tRPC',
      laps: stock,
      reading: 'throughput',
      goal: atLeast(4, 6),
    }),
    ratioRow({ what: titled('CPU of Node'), floor: 'stock tRPC', laps: stock, reading: 'nodeCpu' }),
  ]
}
