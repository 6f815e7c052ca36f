import { locales, type Locale } from '@azora/contract/locale'

/** The language of ours that an `Accept-Language` header likes best, or null: `de-AT,en;q=0.8` is `de`. */
export function localeOf(header: string | undefined): Locale | null {
  const liked = (header ?? '')
    .slice(0, 1_000)
    .split(',')
    .flatMap((range) => {
      const [, language = '', quality = '1'] = /^\s*([a-z]{2})(?:-[\w-]*)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(range) ?? []
      const locale = locales.find((known) => known === language.toLowerCase())
      return locale && Number(quality) > 0 ? [{ locale, quality: Number(quality) }] : []
    })
    .toSorted((one, other) => other.quality - one.quality)
  return liked[0]?.locale ?? null
}
