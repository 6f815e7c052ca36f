import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { migrateDatabase } from '@azora/db/migrate/migrate-database'
import { startPostgres } from '@azora/local-stack/postgres/start-postgres'
import pg from 'pg'
import { showProgress } from '../show-progress.ts'
import type { SimulationReport } from './simulate.ts'

const usage = `pnpm simulate [--seeds 1000] [--from 1] [--seed <number>] [--processes <number>]

  --seeds      how many runs
  --from       the first seed
  --seed       this one only, and its whole story
  --processes  how many run at once; one for each processor unless said
`

/**
 * Plays seeds in several processes, each on a database of its own, and prints what broke.
 *
 * @returns 0 when nothing broke, 1 when something did
 */
async function runSimulations(): Promise<number> {
  const { help, first, count, processes, isStoryTold } = readOptions()
  if (help) return print(usage)
  await using stack = new AsyncDisposableStack()
  const postgres = await startPostgres({ ephemeral: true })
  stack.defer(() => postgres.stop())
  await migrateDatabase({ connectionString: postgres.url })
  const databaseUrls = await copyDatabase(postgres.url, processes)

  const startedAt = performance.now()
  const left = [...shares({ first, count, processes })].values()
  const reports: SimulationReport[] = []
  const onReport = (report: SimulationReport) => {
    // A story of a run in which nothing broke is of no use later.
    reports.push(report.breaches.length > 0 || isStoryTold ? report : { ...report, story: [] })
    const { length: broken } = reports.filter(({ breaches }) => breaches.length > 0)
    showProgress(`${reports.length} of ${count} seeds, ${broken} broken`, { done: reports.length, every: 500 })
  }
  await Promise.all(databaseUrls.map((url) => playShares(url, left, onReport)))
  showProgress('')
  const seconds = (performance.now() - startedAt) / 1_000
  const broken = reports.filter(({ breaches }) => breaches.length > 0)
  for (const report of isStoryTold ? reports : broken.slice(0, 5)) print(storyOf(report))
  const names = broken.map(({ seed }) => seed).toSorted((a, b) => a - b)
  print(
    `${reports.length} seeds in ${seconds.toFixed(0)} s, ${broken.length} broken${broken.length > 0 ? `: ${names.join(' ')}` : ''}`,
  )
  return broken.length > 0 ? 1 : 0
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      processes: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean', default: false },
    },
  })
  const isStoryTold = values.seed !== undefined
  return {
    help: values.help,
    isStoryTold,
    first: Number(values.seed ?? values.from),
    count: isStoryTold ? 1 : Number(values.seeds),
    processes: isStoryTold ? 1 : Number(values.processes),
  }
}

async function copyDatabase(templateUrl: string, count: number): Promise<string[]> {
  const url = new URL(templateUrl)
  const template = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new pg.Client(url.href)
  await client.connect()
  const urls: string[] = []
  for (let index = 1; index <= count; index += 1) {
    const name = `simulation_${index}`
    await client.query(`create database ${name} template ${client.escapeIdentifier(template)}`)
    url.pathname = `/${name}`
    urls.push(url.href)
  }
  await client.end()
  return urls
}

const entry = fileURLToPath(new URL('seed-process.ts', import.meta.url))

/** What a process has used of memory by then is given back with it. */
const mostSeedsOfProcess = 200

/** The seeds that one process after another plays: few enough that no processor is without for long. */
function* shares({ first, count, processes }: { first: number; count: number; processes: number }): Generator<Share> {
  const most = Math.min(mostSeedsOfProcess, Math.ceil(count / processes))
  for (let done = 0; done < count; done += most) yield { first: first + done, count: Math.min(most, count - done) }
}

interface Share {
  first: number
  count: number
}

/** Plays what is left of the shares, one in a process of its own after the other. */
async function playShares(
  databaseUrl: string,
  left: Iterable<Share>,
  onReport: (report: SimulationReport) => unknown,
): Promise<void> {
  for (const { first, count } of left) {
    const child = fork(entry, [databaseUrl, String(first), String(count)], { execArgv: ['--no-warnings'] })
    child.on('message', (report: SimulationReport) => onReport(report))
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`a process ended with ${code}`)
  }
}

const storyOf = ({ seed, story, breaches }: SimulationReport): string =>
  [`seed ${seed}`, ...story.map((line) => `  ${line}`), ...breaches.map((what) => `BREACH ${what}`)].join('\n')

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

process.exit(await runSimulations())
