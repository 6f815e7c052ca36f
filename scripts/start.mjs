// `npm start`: brings everything up to date, then hands over to the local stack.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { preparation } from './lib/prepare.mjs'
import { endSteps, runStep } from './lib/run-step.mjs'
import { showStep } from './lib/show-step.mjs'
import { whenOrphaned } from './lib/when-orphaned.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
let handedOver = false

const cancel = () => {
  if (handedOver) return
  endSteps()
  process.exit(130)
}
for (const signal of signals) process.on(signal, cancel)
whenOrphaned(cancel)

for (const { label, run } of preparation(root)) {
  const { ok, output } = await showStep(label, run)
  if (ok) continue
  console.error(`\n${output}`)
  process.exit(1)
}

handedOver = true
for (const signal of signals) process.off(signal, cancel)
if (process.argv.includes('--watch')) {
  process.on('exit', () => endSteps())
  for (const app of ['web', 'webhook']) watchBuild(app)
}
await import('../packages/local-stack/src/start.ts')

/** Builds an application anew at each change, over what is there; the stack restarts what was built. */
function watchBuild(app) {
  const folder = `${root}/apps/${app}`
  const { scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  for (const command of scripts.build.split('&&')) {
    const [, ...args] = command.trim().split(' ')
    const watching = [...args, '--watch', '--no-emptyOutDir', '--logLevel', 'warn']
    void runStep(`${folder}/node_modules/.bin/vite`, watching, { cwd: folder, show: true })
  }
}
