// `pnpm kill-under-load`. Needs `pnpm build`.
import { parseArgs } from 'node:util'
import { startTestStack } from '../start-test-stack.ts'
import { killUnderLoad, type KillReport } from './kill-under-load.ts'

const usage = `pnpm kill-under-load [--minutes 5] [--seed 1] [--sessions 8]

Shops through the HTTP API of the built processes while each is killed over and over, and checks what is left.
`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    sessions: { type: 'string', default: '8' },
    help: { type: 'boolean', default: false },
  },
})
const [minutes, seed, sessions] = [Number(values.minutes), Number(values.seed), Number(values.sessions)]
if (values.help || !(minutes > 0) || !Number.isInteger(seed) || !(sessions > 0)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 1)
}

const report = await run()
process.stdout.write(summaryOf(report))
// Who was never killed, or did nothing, has proven nothing.
const wasEachKilled = Object.values(report.killed.counts).every((count) => count > 0)
const hasWorked = report.diary.toldPaid.size > 0 && report.diary.toldRefunds.size > 0
process.exit(report.breaches.length > 0 || !wasEachKilled || !hasWorked ? 1 : 0)

async function run(): Promise<KillReport> {
  await using stack = await startTestStack()
  let endsAt = 0
  return await killUnderLoad(stack, {
    seed,
    sessions,
    isEnough: () => Date.now() > (endsAt ||= Date.now() + minutes * 60_000),
  })
}

function summaryOf({ diary, killed, payments, mails, events, breaches }: KillReport): string {
  const list = (counts: Iterable<readonly [string, number]>) =>
    [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || 'none'
  return [
    `seed ${seed}, ${minutes} minutes, ${sessions} sessions`,
    `requests: ${diary.requests}, of which ${diary.lostAnswers} without an answer; refusals: ${list(diary.refusals)}`,
    `kills: ${list(Object.entries(killed.counts))}; longest to ready: ${Math.round(killed.longestToReadyMs)} ms`,
    `payments: ${list(payments)}; told paid: ${diary.toldPaid.size}; told refunded: ${diary.toldRefunds.size}`,
    `mails: ${mails}; deliveries of events: ${events}`,
    ...breaches.map(({ what }) => `BREACH ${what}`),
    `${breaches.length} breaches`,
    '',
  ].join('\n')
}
