// `pnpm verify`: all that can be checked in seconds, without a database or a browser.
import { fileURLToPath } from 'node:url'
import { checks } from './lib/checks.mjs'
import { showStep } from './lib/show-step.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const failures = []
for (const { label, run } of checks(root)) {
  const { ok, output } = await showStep(label, run)
  if (!ok) failures.push(`── ${label}\n${output}`)
}
for (const failure of failures) console.error(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
