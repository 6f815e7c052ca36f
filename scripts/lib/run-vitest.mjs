import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from './run-step.mjs'

/**
 * Runs the suites and counts: `{ passed, failed, skipped, failures }`. A suite that did not load is one failure.
 * Without a build the browser has nothing to open, and each of its tests would wait in vain.
 */
export async function runVitest(root, { isBuilt }) {
  const directory = mkdtempSync(join(tmpdir(), 'azora-vitest-'))
  const report = join(directory, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  if (!isBuilt) args.push('--project=unit', '--project=integration*')
  const { ok, how } = await runStep(join(root, 'node_modules', '.bin', 'vitest'), args, { cwd: root, show: true })
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8')), root) : nothing
  rmSync(directory, { recursive: true, force: true })
  if (ok || counted.failed > 0) return counted
  return { ...counted, failed: 1, failures: [`vitest ended with ${how} though no test failed: see its output above`] }
}

const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] }

function count(report, root) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failedTests = report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${relative(file.name, root)} › ${test.fullName}`),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...broken.map((file) => `${relative(file.name, root)} did not load: ${firstLine(file.message)}`),
      ...failedTests,
    ],
  }
}

const relative = (path, root) => (path.startsWith(root) ? path.slice(root.length) : path)
const firstLine = (text) => (text ?? '').split('\n')[0]
