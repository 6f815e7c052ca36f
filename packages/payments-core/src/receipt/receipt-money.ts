import { decimalAmount, formatMoney } from '@azora/contract/format-money'
import type { Money } from '@azora/contract/money'
import { drawn } from './fonts/drawable.ts'

/** Thin spaces, which many fonts lack, become no-break spaces; a sign that our fonts lack becomes the currency's code. */
export function plainMoney(money: Money, locale: string): string {
  const code = money.currency.toUpperCase()
  const formatted = formatMoney(money, locale).replaceAll(/[\u202F\u2009]/g, '\u00A0')
  if (drawn.test(formatted)) return formatted
  const named = formatted.replace(/^\p{Sc}/u, `${code}\u00A0`).replace(/\p{Sc}$/u, code)
  return drawn.test(named) ? named : `${code}\u00A0${decimalAmount(money)}`
}

/** An amount that is taken off: with a minus sign as wide as a plus. */
export const minusMoney = (money: Money, locale: string): string =>
  `${money.amountMinor > 0 ? '\u2212' : ''}${plainMoney(money, locale)}`
