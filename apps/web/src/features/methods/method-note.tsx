import type { SavedMethod } from '@azora/contract/payment-method'
import clsx from 'clsx'
import { useState } from 'react'
import { useLocale } from '../../lib/use-locale.ts'
import { useWords } from '../../words/use-words.ts'

/** What else is known of a method: the bank of an account, the last month of a card and whether it has passed. */
export function MethodNote({ method: { bankName, expiry } }: { method: SavedMethod }) {
  const { t } = useWords()
  const [now] = useState(() => new Date())
  const locale = useLocale()
  if (!expiry) return bankName ? <p className="mt-1 text-sm text-soft">{bankName}</p> : null

  const { month, year } = expiry
  const hasExpired = new Date(year, month) <= now
  const date = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(new Date(year, month - 1))
  return (
    <p className={clsx('mt-1 text-sm', hasExpired ? 'font-medium text-danger' : 'text-soft')}>
      {t(hasExpired ? 'methods.expired' : 'methods.expires', { date })}
    </p>
  )
}
