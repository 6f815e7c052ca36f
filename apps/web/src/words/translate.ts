import type { en } from './en.ts'
import type { Words } from './words.ts'

type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${K}` : Leaves<T[K], `${Path}${K}.`>
}[keyof T & string]

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key

/** The name of a text: "cart.title". One that has a singular and a plural is named without them. */
export type WordKey = WithoutPlural<Leaves<typeof en>>

/**
 * A text in a language, with `{{name}}` filled in. `count` chooses between `_one` and `_other` by the language's rules.
 *
 * @throws never: a key is checked when it is compiled, and one that slipped through shows itself
 */
export function translate(
  { words, language }: { words: Words; language: string },
  key: WordKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const count = values['count']
  const plural = typeof count === 'number' ? new Intl.PluralRules(language).select(count) : undefined
  const text = (plural && find(words, `${key}_${plural}`)) ?? find(words, key) ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole))
}

function find(words: Words, path: string): string | undefined {
  let found: unknown = words
  for (const step of path.split('.')) {
    // Every step but the last leads to a group of words.
    found = (found as Record<string, unknown> | undefined)?.[step]
  }
  return typeof found === 'string' ? found : undefined
}
