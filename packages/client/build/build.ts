import { cp, rm, writeFile } from 'node:fs/promises'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { emitDeclarations } from './emit-declarations.ts'
import { manifest } from './manifest.ts'
import { noticesOf } from './notices.ts'
import { at, declarationsDir, entries, peers, packageDir, root } from './layout.ts'

/**
 * Makes the package that is published, in `dist`: modules with everything but the peers inside, declarations that need
 * nothing else of ours, and a manifest without what only the workspace needs.
 */
await rm(at(packageDir), { recursive: true, force: true })
const notices = await bundleModules()
await bundleDeclarations()
await writeFile(at(packageDir, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
await writeFile(at(packageDir, 'THIRD-PARTY-NOTICES.md'), notices)
for (const file of ['README.md', 'LICENSE']) await cp(at(file), at(packageDir, file))
await cp(at('src/styles.css'), at(packageDir, 'styles.css'))
// Newer compilers ask for the types of whatever is imported, also of a stylesheet.
await writeFile(at(packageDir, 'styles.d.ts'), 'export {}\n')

async function bundleModules(): Promise<string> {
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    external: peers,
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['browser'] },
  })
  const { output } = await bundle.write({
    dir: at(packageDir),
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name].js',
    // Libraries keep files of their own, so that a page which uses none of one leaves it out whole.
    codeSplitting: {
      groups: [{ debugName: 'libraries', name: libraryOf }],
    },
  })
  await bundle.close()
  return noticesOf(output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])))
}

async function bundleDeclarations(): Promise<void> {
  emitDeclarations()
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [
      name,
      at(declarationsDir, 'client', source.replace(/\.ts$/, '.d.ts')),
    ]),
  )
  const bundle = await rolldown({
    cwd: root,
    input,
    external: peers,
    plugins: [dts({ dtsOnly: true, generator: 'oxc', tsconfig: false })],
  })
  await bundle.write({
    dir: at(packageDir),
    format: 'es',
    entryFileNames: '[name].ts',
    chunkFileNames: 'shared/[name].ts',
  })
  await bundle.close()
  await rm(at(declarationsDir), { recursive: true })
}

/** `trpc-client` of a module of `@trpc/client`; null of our own. */
function libraryOf(id: string): string | null {
  const name = /.*\/node_modules\/(@[\w-]+\/)?([\w.-]+)\//.exec(id)
  return name ? `${name[1]?.replace(/^@(.*)\/$/, '$1-') ?? ''}${name[2]}` : null
}
