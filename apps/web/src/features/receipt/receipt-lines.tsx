import type { Currency } from '@azora/contract/currency'
import type { LineItem } from '@azora/contract/quote'
import { useWords } from '../../words/use-words.ts'
import { Amount } from '../../ui/amount.tsx'

const head = 'py-2 text-sm font-medium text-soft'

/** The lines of a receipt. On a phone the unit price stands under the name. */
export function ReceiptLines({ lines, currency }: { lines: readonly LineItem[]; currency: Currency }) {
  const { t } = useWords()
  return (
    <table className="mt-10 w-full text-[0.9375rem]">
      <caption className="sr-only">{t('payment.items')}</caption>
      <thead className="border-b border-line">
        <tr>
          <th scope="col" className={`${head} text-left`}>
            {t('receipt.item')}
          </th>
          <th scope="col" className={`${head} px-3 text-right`}>
            {t('receipt.quantity')}
          </th>
          <th scope="col" className={`${head} px-3 text-right max-sm:hidden`}>
            {t('receipt.unitPrice')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('receipt.amount')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {lines.map(({ priceId, name, quantity, unitAmountMinor, amountMinor }) => (
          <tr key={priceId}>
            <td className="py-3">
              {name}
              <span className="block text-sm text-soft sm:hidden">
                <Amount money={{ amountMinor: unitAmountMinor, currency }} />
              </span>
            </td>
            <td className="numeric px-3 py-3 text-right">{quantity}</td>
            <td className="px-3 py-3 text-right max-sm:hidden">
              <Amount money={{ amountMinor: unitAmountMinor, currency }} />
            </td>
            <td className="py-3 text-right">
              <Amount money={{ amountMinor, currency }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
