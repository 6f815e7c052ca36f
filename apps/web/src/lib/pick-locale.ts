/**
 * The locale of numbers and dates: the first variant of the language that the browser names ("en-GB"), else the language
 * itself. Browsers also name what no formatter takes ("en-US@posix" where the system has no locale), which is passed over.
 */
export function pickLocale(language: string, offered: readonly string[]): string {
  return offered.find((name) => (name === language || name.startsWith(`${language}-`)) && isLocale(name)) ?? language
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1
  } catch {
    return false
  }
}
