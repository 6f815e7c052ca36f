import { brandOf, maxLength } from './card-brand.ts'

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/** Groups the digits as they stand on the card: 4-4-4-4, or 4-6-5 for American Express. Surplus digits are dropped. */
export function formatNumber(text: string): string {
  const brand = brandOf(digitsOf(text))
  const digits = digitsOf(text).slice(0, maxLength(brand))
  const groups: string[] = []
  let start = 0
  for (const size of brand.groups) {
    if (start < digits.length) groups.push(digits.slice(start, start + size))
    start += size
  }
  return groups.join(' ')
}

/**
 * `MM / YY`. A month that cannot become a two-digit one is padded; what a browser fills in (`2/2034`) is understood.
 *
 * @param isDeleting true while the shopper deletes, when the separator must not come back at once
 */
export function formatExpiry(text: string, isDeleting = false): string {
  const [first = '', second = ''] = text.split(/[/\s-]+/).filter(Boolean)
  if (second.length === 4 && first.length <= 2) return `${first.padStart(2, '0')} / ${second.slice(2)}`
  const hasSeparator = /^\s*\d\s*[/-]/.test(text)
  const typed = digitsOf(text)
  const digits = !isDeleting && (/^[2-9]/.test(typed) || (hasSeparator && typed[0] !== '0')) ? `0${typed}` : typed
  const month = digits.slice(0, 2)
  const year = digits.slice(2, 4)
  if (digits.length < 2 || (isDeleting && digits.length === 2)) return month
  return `${month} / ${year}`
}

export const formatCvc = (text: string, length: number): string => digitsOf(text).slice(0, length)
