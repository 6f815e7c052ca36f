import { useCallback, useSyncExternalStore } from 'react'
import { currentLanguage } from './language.ts'
import { translate, type WordKey } from './translate.ts'

/** The words of the pages in the reader's language: `t('cart.title')`. */
export function useWords() {
  const spoken = useSyncExternalStore(currentLanguage.subscribe, currentLanguage.get)
  const t = useCallback(
    (key: WordKey, values?: Readonly<Record<string, string | number>>) => translate(spoken, key, values),
    [spoken],
  )
  return { t, language: spoken.language }
}
