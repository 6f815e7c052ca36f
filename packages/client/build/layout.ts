import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
/** A path of this package's. */
export const at = (...parts: string[]): string => resolve(root, ...parts)

export const packageDir = 'dist'
/** Declarations as the compiler writes them, before they are bundled. */
export const declarationsDir = 'dist/declarations'

/** Subpath by subpath: the name of its files, and where its source is. */
export const entries = {
  index: 'src/index.ts',
  react: 'src/react/index.ts',
  server: 'src/server/index.ts',
  testing: 'src/testing/index.ts',
}

/** What a team brings itself, if it uses the subpath that needs it. */
export const peers = [/^react($|\/)/, /^react-dom($|\/)/, /^@tanstack\/react-query$/, /^@stripe\//, /^msw($|\/)/]
