import { fileURLToPath } from 'node:url'

import { createBuilder } from 'vite'

/** Makes `dist/browser` from the sources that the tests are about. */
export async function setup(): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const builder = await createBuilder({ root, configFile: `${root}vite.config.ts`, logLevel: 'error' })
  await builder.buildApp()
}
