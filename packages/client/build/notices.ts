import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The licences of what is inside the modules, as their authors ask for. Throws when a package has none to show. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []))
  const notices = [...folders].map((folder) => {
    // Every installed package has this file.
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<string, string>
    return `## ${name} ${version}\n\n${licenceOf(folder)}\n`
  })
  return `# Third-party notices\n\nThe modules of this package contain parts of these.\n\n${notices.toSorted().join('\n')}`
}

function licenceOf(folder: string): string {
  const [file] = globSync('{LICENSE,LICENCE,license}{,.md,.txt}', { cwd: folder })
  if (!file) throw new Error(`${dirname(folder)} has no licence file`)
  return readFileSync(`${folder}/${file}`, 'utf8').trim()
}
