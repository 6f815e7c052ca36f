import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Kilobytes of script, gzipped file by file, that a browser needs before a page's route can run: the entry that the document
 * names, the route's own file, and all that either imports from the start.
 *
 * @param directory where the built pages are
 * @param route how the name of its file begins
 * @throws when there is no such file
 */
export function routeKilobytes(directory: string, route: string): number {
  const assets = join(directory, 'assets')
  const [, entry] =
    /<script type="module"[^>]* src="\/assets\/([^"]+)"/.exec(readFileSync(join(directory, 'index.html'), 'utf8')) ?? []
  const own = newest(assets, route)
  if (entry === undefined || own === undefined) throw new Error(`there is no built page of the route ${route}`)

  const needed = new Set([entry, own])
  let bytes = 0
  for (const name of needed) {
    const text = readFileSync(join(assets, name))
    bytes += gzipSync(text, { level: 9 }).length
    for (const [, imported] of text.toString().matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g))
      if (imported !== undefined) needed.add(imported)
  }
  return bytes / 1000
}

/** The one that the entry loads: an earlier build may have left others beside it. */
function newest(assets: string, route: string): string | undefined {
  const entries = readdirSync(assets).filter((name) => name.startsWith('index-') && name.endsWith('.js'))
  const loaded = entries.map((name) => readFileSync(join(assets, name), 'utf8')).join('')
  return readdirSync(assets).find(
    (name) => name.startsWith(`${route}-`) && name.endsWith('.js') && loaded.includes(name),
  )
}
