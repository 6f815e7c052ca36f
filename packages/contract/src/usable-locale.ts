/**
 * A locale that `Intl` takes. Browsers name some that it throws at, such as `en-US@posix` and `de_DE.UTF-8`; what cannot be
 * understood is English.
 */
export function usableLocale(name: string): string {
  const [plain = ''] = name.split(/[.@]/)
  try {
    return Intl.getCanonicalLocales(plain.replaceAll('_', '-'))[0] ?? 'en'
  } catch {
    return 'en'
  }
}
