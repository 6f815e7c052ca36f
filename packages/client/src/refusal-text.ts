import type { Currency } from '@azora/contract/currency'
import { formatMoney } from '@azora/contract/format-money'
import type { RefusalReason } from '@azora/contract/refusal-reason'
import { refusalWordsDe } from './words/refusal-words-de.ts'
import { refusalWordsEn } from './words/refusal-words-en.ts'

/** A refusal as a sentence for shoppers, in German for `de` locales and in English for all others. */
export function refusalText(reason: RefusalReason, locale: string): string {
  const words = /^de\b/i.test(locale) ? refusalWordsDe : refusalWordsEn
  const money = (amountMinor: number, currency: string) =>
    // Both words and reasons take their currency from the contract.
    formatMoney({ amountMinor, currency: currency as Currency }, locale)
  // An API newer than this client may send a code that it does not know.
  if (!Object.hasOwn(words, reason.code))
    return words.temporarily_unavailable({ code: 'temporarily_unavailable', retryAfterSeconds: 1 }, money)
  // Each text takes the reason of its own code, which the compiler cannot follow through the lookup.
  const say = words[reason.code] as (reason: RefusalReason, format: typeof money) => string
  return say(reason, money)
}
