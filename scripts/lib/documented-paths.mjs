import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const documents = ['README.md', 'ARCHITECTURE.md', 'docs/feature-index.md']
const inBackticks = /`([^`\s]+)`/g
const inLinks = /\]\(([^)\s#]+)[^)]*\)/g
const looksLikePath = /^(\.ci|apps|deploy|docs|packages|prisma|scripts)\/[\w@./-]*$/

/** Every path of the repository that a document names exists. */
export async function documentedPaths(root) {
  const problems = documents.flatMap((document) => {
    if (!existsSync(join(root, document))) return [`${document} is missing`]
    const named = pathsIn(readFileSync(join(root, document), 'utf8'))
    return named
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document} names ${path}, which is not there`)
  })
  return { ok: problems.length === 0, output: problems.join('\n') }
}

function pathsIn(text) {
  const named = [...text.matchAll(inBackticks)].map(([, path]) => path).filter((path) => looksLikePath.test(path))
  const linked = [...text.matchAll(inLinks)].map(([, path]) => path).filter((path) => !/^[a-z]+:/.test(path))
  return [...new Set([...named, ...linked])]
}
