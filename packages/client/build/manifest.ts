import { readFileSync } from 'node:fs'
import { at, entries } from './layout.ts'

interface Manifest {
  name: string
  version: string
  description: string
  license: string
  peerDependencies: Record<string, string>
  peerDependenciesMeta: Record<string, { optional: boolean }>
}

/** The published package.json: what a team needs to know, and nothing of the workspace. */
export function manifest() {
  // Our own file, beside this folder.
  const source = JSON.parse(readFileSync(at('package.json'), 'utf8')) as Manifest
  const { name, version, description, license, peerDependencies, peerDependenciesMeta } = source
  const exported = Object.keys(entries).map((entry) => [
    entry === 'index' ? '.' : `./${entry}`,
    { types: `./${entry}.d.ts`, default: `./${entry}.js` },
  ])
  return {
    name,
    version,
    description,
    license,
    keywords: ['payments', 'stripe', 'checkout', 'trpc', 'react'],
    type: 'module',
    sideEffects: ['*.css'],
    exports: {
      ...Object.fromEntries(exported),
      './styles.css': { types: './styles.d.ts', default: './styles.css' },
      './package.json': './package.json',
    },
    peerDependencies,
    peerDependenciesMeta,
  }
}
