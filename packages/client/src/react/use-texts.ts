import { formatMoney } from '@azora/contract/format-money'
import type { Money } from '@azora/contract/money'
import type { MethodSummary } from '@azora/contract/payment'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { usableLocale } from '@azora/contract/usable-locale'
import { useMemo } from 'react'
import { refusalOf } from '../refusal.ts'
import { refusalText } from '../refusal-text.ts'
import type { ChangedWords, UiWords } from '../words/ui-words.ts'
import { uiWordsDe } from '../words/ui-words-de.ts'
import { uiWordsEn } from '../words/ui-words-en.ts'
import { useSettings } from './settings.ts'

/** How the components speak: the words, and how amounts, dates, methods and refusals are written. */
export interface Texts {
  words: UiWords
  locale: string
  money: (money: Money) => string
  /** "Nov 21, 2026" */
  date: (iso: string) => string
  /** "Nov 21, 2026, 9:41 AM" */
  moment: (iso: string) => string
  /** "December 2027" */
  month: (year: number, month: number) => string
  /** "Visa ···· 4242" */
  method: (method: MethodSummary | null) => string
  refusal: (reason: RefusalReason) => string
  /** A refusal in words, and for everything else the plain truth. */
  error: (error: unknown) => string
}

const fallback = 'en'

export function useTexts(): Texts {
  const { locale = fallback, words } = useSettings()
  return useMemo(() => textsOf(usableLocale(locale), words), [locale, words])
}

function textsOf(locale: string, changed: ChangedWords | undefined): Texts {
  const words = overlay(/^de\b/i.test(locale) ? uiWordsDe : uiWordsEn, changed)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const refusal = (reason: RefusalReason) => refusalText(reason, locale)
  return {
    words,
    locale,
    refusal,
    money: (money) => formatMoney(money, locale),
    date: (iso) => date.format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
    month: (year, number) => month.format(new Date(Date.UTC(year, number - 1))),
    method(method) {
      if (!method) return words.common.noMethod
      const name = nameOf(method, words)
      return method.last4 ? `${name} ···· ${method.last4}` : name
    },
    error(error) {
      const reason = refusalOf(error)
      return reason ? refusal(reason) : words.common.failed
    },
  }
}

/** What a method is called without its number: "Visa", "Bank account". */
export const nameOf = ({ brand, type }: MethodSummary, { common }: UiWords): string =>
  brands[brand ?? ''] ?? common.types[type] ?? brand ?? type

const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

function overlay(words: UiWords, changed: ChangedWords = {}): UiWords {
  const entries = Object.entries(words).map(([group, texts]) => [
    group,
    { ...texts, ...changed[group as keyof UiWords] },
  ])
  // The same groups with the same keys; what was changed has the types of what it replaces.
  return Object.fromEntries(entries) as UiWords
}
