// `pnpm bench`: builds what is to be measured, then measures it. Ends with 0 whatever the figures are.
import { fileURLToPath } from 'node:url'
import { preparation } from './lib/prepare.mjs'
import { showStep } from './lib/show-step.mjs'

for (const { label, run } of preparation(fileURLToPath(new URL('..', import.meta.url)))) {
  const { ok, output } = await showStep(label, run)
  if (ok) continue
  console.error(`\n${output}`)
  process.exit(0)
}
await import('../packages/bench/src/cli.ts')
