import { useWords } from '../words/use-words.ts'
import { pickLocale } from './pick-locale.ts'

/** The locale of numbers and dates, in the language of the pages. */
export function useLocale(): string {
  return pickLocale(useWords().language, navigator.languages)
}
