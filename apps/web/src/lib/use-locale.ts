import { useTranslation } from 'react-i18next'

/** The locale of numbers and dates: the browser's own variant of the chosen language ("en-GB"), if it has one. */
export function useLocale(): string {
  const { i18n } = useTranslation()
  return navigator.languages.find((name) => name.startsWith(i18n.language)) ?? i18n.language
}
