import { parseArgs } from 'node:util'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'
import { createWorld } from '../create-world.ts'
import { showProgress } from '../show-progress.ts'
import { crashEvery, type CrashReport, type Point } from './crash-every.ts'
import { nameOfPoint, pointNamed } from './point-name.ts'
import type { Scenario } from './scenario/scenario.ts'
import { scenarios } from './scenarios.ts'

const usage = `pnpm crash-every [--scenario <part of a name>] [--point "3 before, repeated"] [--sparing] [--messages]

  --scenario  only the scenarios whose name has this in it
  --point     only this point, named as a breach names it: to look at a failure by itself
  --sparing   gives mail addresses only to those whose mails are what it is about, which is faster
  --messages  shows what each scenario sends, numbered as points are
`

/**
 * Dies at every message of every scenario, on a PostgreSQL and sandboxes of its own, and prints what came of it.
 *
 * @returns 0 when every point recovered, 1 when one did not
 */
async function runCrashEvery(): Promise<number> {
  const options = readOptions()
  const chosen = scenarios.filter(({ name }) => name.includes(options.scenario))
  if (options.help || chosen.length === 0) return print(usage, chosen.length === 0 ? 1 : 0)

  const reports: Report[] = []
  await using stack = new AsyncDisposableStack()
  const postgres = await startPostgres({ ephemeral: true })
  stack.defer(() => postgres.stop())
  await migrateDatabase({ connectionString: postgres.url })
  const world = stack.use(await createWorld({ databaseUrl: postgres.url, stripe: { readsPerSecond: 1_000 } }))
  for (const scenario of chosen) {
    const startedAt = performance.now()
    const report = await crashEvery(world, scenario, {
      only: options.point,
      isSparing: options.sparing,
      onPoint: (done, all) => showProgress(`${scenario.name}: ${done} of ${all}`),
    })
    showProgress('')
    reports.push({ ...report, scenario, seconds: (performance.now() - startedAt) / 1_000 })
    if (options.messages) print([scenario.name, ...report.messages.map(messageLine)].join('\n'))
  }
  return print(summaryOf(reports), reports.some(({ breaches }) => breaches.length > 0) ? 1 : 0)
}

type Report = CrashReport & { scenario: Scenario; seconds: number }

function readOptions() {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: '' },
      point: { type: 'string' },
      sparing: { type: 'boolean', default: false },
      messages: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return { ...values, point: values.point === undefined ? undefined : pointNamed(values.point) }
}

const headings = ['scenario', 'postgres', 'stripe', 'mail', 'points', 'breaches', 'seconds']

function summaryOf(reports: readonly Report[]): string {
  const rows = reports.map(({ scenario, messages, points, breaches, seconds }) => {
    const to = (name: string) => messages.filter(({ destination }) => destination === name).length
    return [scenario.name, to('postgres'), to('stripe'), to('mail'), points.length, breaches.length, seconds.toFixed(1)]
  })
  const breaches = reports.flatMap(({ scenario, breaches }) =>
    breaches.map(({ point, what }) => `BREACH ${scenario.name}, ${placeOf(point)}: ${what}`),
  )
  const count = reports.reduce((sum, { points }) => sum + points.length, 0)
  return [tableOf([headings, ...rows]), ...breaches, `${count} points, ${breaches.length} breaches`].join('\n')
}

/** Names to the left, figures to the right. */
function tableOf(rows: readonly (readonly (string | number)[])[]): string {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[column] ?? 0) : String(cell).padStart(widths[column] ?? 0),
      )
      .join('  ')
  return rows.map(line).join('\n')
}

const placeOf = (point: Point | null): string => (point ? `at ${nameOfPoint(point)}` : 'as a whole')

const messageLine = ({ destination, what }: CrashReport['messages'][number], index: number): string =>
  `${String(index + 1).padStart(5)}  ${destination.padEnd(8)}  ${what}`

function print(text: string, code = 0): number {
  process.stdout.write(`${text}\n`)
  return code
}

process.exit(await runCrashEvery())
