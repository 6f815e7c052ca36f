import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { storedText } from '../lib/stored-text.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

const remembered = storedText('azora.language')

/** Starts in the remembered language, else in the browser's, else in English. German is fetched only by those who read it. */
export async function startWords(): Promise<void> {
  const wanted = remembered.get() ?? navigator.languages.map((name) => name.slice(0, 2)).find(isLanguage)
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await changeLanguage(isLanguage(wanted) ? wanted : 'en')
}

/** Switches every page at once and remembers it. A language that cannot be fetched changes nothing. */
export async function chooseLanguage(language: Language): Promise<void> {
  await changeLanguage(language)
  remembered.set(language)
}

async function changeLanguage(language: Language): Promise<void> {
  try {
    if (language === 'de' && !i18next.hasResourceBundle('de', 'translation')) {
      i18next.addResourceBundle('de', 'translation', (await import('./de.ts')).de)
    }
  } catch {
    return
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

const isLanguage = (name: string | null | undefined): name is Language => languages.some((known) => known === name)
