import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runStep } from './run-step.mjs'

/** The steps before anything can run. Each is quick when nothing changed. */
export function preparation(root) {
  return [
    { label: 'Packages', run: () => install(root) },
    { label: 'Generated code and build', run: () => build(root) },
  ]
}

/** pnpm takes seconds to see that there is nothing to do; the same lockfile and manifests tell it at once. */
async function install(root) {
  const marker = join(root, 'node_modules', '.cache-installed')
  const wanted = fingerprint(root)
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return { ok: true, output: '' }
  const result = await runStep('pnpm', ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'], {
    cwd: root,
  })
  if (result.ok) writeFileSync(marker, wanted)
  return result
}

function fingerprint(root) {
  const manifests = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name, 'package.json')),
  )
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]
  const hash = createHash('sha256').update(process.version)
  for (const file of files.filter((file) => existsSync(join(root, file))))
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Turbo remembers what it built from which sources. */
export function build(root) {
  const turbo = join(root, 'node_modules', '.bin', 'turbo')
  return runStep(turbo, ['run', 'generate', 'build', '--output-logs=errors-only', '--ui=stream'], { cwd: root })
}
