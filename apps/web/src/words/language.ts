import { storedText } from '../lib/stored-text.ts'
import { en } from './en.ts'
import type { Words } from './words.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

interface Spoken {
  language: Language
  words: Words
}

const remembered = storedText('azora.language')
const listeners = new Set<() => void>()
let spoken: Spoken = { language: 'en', words: en }

/** What the pages speak now, and how to hear of a change. */
export const currentLanguage = {
  get: (): Spoken => spoken,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Starts in the remembered language, else in the browser's, else in English. */
export async function startLanguage(): Promise<void> {
  const wanted = [remembered.get(), ...navigator.languages.map((name) => name.slice(0, 2))]
  await speak(wanted.map((name) => languages.find((known) => known === name)).find(Boolean) ?? 'en')
}

/** Switches every page at once and remembers it. A language that cannot be fetched changes nothing. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language)
  remembered.set(spoken.language)
}

/** Only English comes with the page; who reads another language fetches it. */
async function speak(language: Language): Promise<void> {
  try {
    spoken = { language, words: language === 'de' ? (await import('./de.ts')).de : en }
  } catch {
    return
  }
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}
