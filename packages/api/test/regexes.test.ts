import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** What runs where others' input comes in: not the sandboxes, and not tests. */
const folders = [
  'apps/web/server',
  'apps/webhook/src',
  'packages/api/src',
  'packages/client/src',
  'packages/contract/src',
  'packages/db/src',
  'packages/payments-core/src',
]

/** Stands beside the code for a test, and reads only what we have made ourselves. */
const readsOurOwn = new Set(['receipt-pdf-text.ts'])

const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !readsOurOwn.has(basename(name)))
    .map((name) => join(folder, name)),
)

/** A regular expression where the language lets one begin. */
const literal =
  /(?:^|[=(,:!&|?;[{}]|=>|return)\s*\/((?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=[\s,.;)\]:]|$)/gm

const regexes = sources.flatMap((path) =>
  [...withoutComments(readFileSync(join(root, path), 'utf8')).matchAll(literal)].map(
    ([, pattern = '', flags = '']) => ({
      name: `${path} /${pattern.slice(0, 80)}/${flags}`,
      regex: new RegExp(pattern, flags),
    }),
  ),
)

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\*\*[\s\S]*?\*\/|\/\/[^\n]*)$/gm, '')
}

const length = 100_000
const single = ['a', '0', '_', '-', '.', '/', ':', '@', '<', '"', '\\', '(', ' ', '=', ',', '\n', '\u00e9', '\ud83c']
const separators = ['', '-', '.', ' ', '"', '@', '/', ',']

/** Texts of 100 kB that begin to match over and over, and never do. */
function hostileTexts({ source }: RegExp): string[] {
  const words = [...new Set(source.match(/[A-Za-z_]{2,}/g) ?? [])].slice(0, 6)
  const units = [...single, ...words.flatMap((word) => separators.map((separator) => word + separator))]
  return units.map((unit) => `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}\u0001`)
}

/** The shortest of some runs, so that another process's turn is not counted. */
function msOf(regex: RegExp, text: string): number {
  let shortest = Infinity
  for (let run = 0; run < 4 && shortest >= limitMs; run += 1) {
    const startedAt = performance.now()
    text.replace(regex, '')
    shortest = Math.min(shortest, performance.now() - startedAt)
  }
  return shortest
}

const limitMs = 10

test('no regular expression of ours takes more than 10 ms for 100 kB that were made for it (S16)', () => {
  const slow = regexes.flatMap(({ name, regex }) =>
    hostileTexts(regex).flatMap((text) => {
      const ms = msOf(regex, text)
      return ms < limitMs ? [] : [`${name}: ${Math.round(ms)} ms for ${JSON.stringify(text.slice(0, 20))}`]
    }),
  )

  expect(regexes.length).toBeGreaterThan(60)
  expect(slow).toEqual([])
}, 60_000)
