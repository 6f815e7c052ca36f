import { useWords } from '../words/use-words.ts'

/** The locale of numbers and dates: the browser's own variant of the chosen language ("en-GB"), if it has one. */
export function useLocale(): string {
  const { language } = useWords()
  return navigator.languages.find((name) => name.startsWith(language)) ?? language
}
