import type { Money } from '@azora/contract/money'
import type { LineItem } from '@azora/contract/quote'
import { useWords } from '../../words/use-words.ts'
import { Amount } from '../../ui/amount.tsx'

/** What was bought, as it was priced that day. */
export function PaymentLines({ lines, total }: { lines: readonly LineItem[]; total: Money }) {
  const { t } = useWords()
  const { currency } = total
  return (
    <>
      <ul className="mt-3 divide-y divide-line">
        {lines.map(({ priceId, name, quantity, unitAmountMinor, amountMinor }) => (
          <li key={priceId} className="flex items-baseline justify-between gap-4 py-3">
            <span>
              <span className="font-medium">{name}</span>
              <span className="numeric block text-sm text-soft">
                {quantity} × <Amount money={{ amountMinor: unitAmountMinor, currency }} />
              </span>
            </span>
            <Amount money={{ amountMinor, currency }} />
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 border-t border-line pt-4 text-lg font-semibold">
        <span>{t('cart.total')}</span>
        <Amount money={total} />
      </p>
    </>
  )
}
