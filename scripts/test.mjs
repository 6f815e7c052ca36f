// `npm test`: everything, from an empty checkout. Each check counts as one test. The last line is the totals.
import { fileURLToPath } from 'node:url'
import { checks } from './lib/checks.mjs'
import { migrationDrift } from './lib/migration-drift.mjs'
import { preparation } from './lib/prepare.mjs'
import { endSteps } from './lib/run-step.mjs'
import { runVitest } from './lib/run-vitest.mjs'
import { showStep } from './lib/show-step.mjs'
import { whenOrphaned } from './lib/when-orphaned.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const startedAt = performance.now()
const totals = { passed: 0, failed: 0, skipped: 0 }
const failures = []

const cancel = () => {
  endSteps()
  process.exit(130)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, cancel)
whenOrphaned(cancel)

const { isInstalled, isBuilt } = await runPreparation()
if (isInstalled) {
  for (const check of checks(root)) await countCheck(check)
  await countCheck({ label: 'Migration drift', run: migrationDrift })
  await countSuites(isBuilt)
}
report()

/** Without packages nothing else can run; without a build the unit tests still can. */
async function runPreparation() {
  const [install, build] = preparation(root)
  const isInstalled = await countCheck(install)
  const isBuilt = isInstalled && (await countCheck(build))
  return { isInstalled, isBuilt }
}

async function countCheck({ label, run }) {
  const { ok, output } = await showStep(label, () => run().catch((error) => ({ ok: false, output: String(error) })))
  totals[ok ? 'passed' : 'failed'] += 1
  if (!ok) failures.push(`── ${label}\n${output}`)
  return ok
}

async function countSuites(isBuilt) {
  const result = await runVitest(root, { isBuilt })
  for (const outcome of ['passed', 'failed', 'skipped']) totals[outcome] += result[outcome]
  if (result.failures.length > 0) failures.push(`── Tests\n${result.failures.join('\n')}`)
}

function report() {
  endSteps('SIGKILL')
  for (const failure of failures) console.log(`\n${failure}`)
  console.log(`\nTook ${Math.round((performance.now() - startedAt) / 1000)} s`)
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
  process.exit(totals.failed === 0 ? 0 : 1)
}
