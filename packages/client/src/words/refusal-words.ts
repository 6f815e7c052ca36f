import type { RefusalCode, RefusalReason } from '@azora/contract/refusal-reason'

/** A text for every code; `money` writes an amount as the locale does. A new code does not compile without its texts. */
export type RefusalWords = {
  [Code in RefusalCode]: (
    reason: Extract<RefusalReason, { code: Code }>,
    money: (amountMinor: number, currency: string) => string,
  ) => string
}
