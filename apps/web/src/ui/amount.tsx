import { formatMoney } from '@azora/contract/format-money'
import type { Money } from '@azora/contract/money'
import clsx from 'clsx'
import { useLocale } from '../lib/use-locale.ts'

/** Money in the reader's locale, in digits of one width. */
export function Amount({ money, className }: { money: Money; className?: string }) {
  const locale = useLocale()
  return <span className={clsx('numeric whitespace-nowrap', className)}>{formatMoney(money, locale)}</span>
}
