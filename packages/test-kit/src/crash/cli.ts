// `pnpm crash-every`. The receipts' documents are TSX, which Node does not run by itself: Vite does.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type * as command from './run-crash-every.ts'

const { module } = await runnerImport<typeof command>(fileURLToPath(new URL('run-crash-every.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'warn',
})
process.exit(module.exitCode)
