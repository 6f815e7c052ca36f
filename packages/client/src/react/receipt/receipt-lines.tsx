import type { ReceiptData } from '@azora/contract/receipt'
import { useTexts } from '../use-texts.ts'

/** The lines of a receipt. Where it is narrow the unit price stands under the name. */
export function ReceiptLines({ data: { lineItems, total } }: { data: ReceiptData }) {
  const { words, money } = useTexts()
  const { currency } = total
  return (
    <table className="azora-table">
      <thead>
        <tr>
          <th scope="col">{words.receipt.item}</th>
          <th scope="col" className="azora-table__number">
            {words.receipt.quantity}
          </th>
          <th scope="col" className="azora-table__number azora-table__wide">
            {words.receipt.unitPrice}
          </th>
          <th scope="col" className="azora-table__number">
            {words.receipt.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lineItems.map(({ priceId, name, quantity, unitAmountMinor, amountMinor }) => (
          <tr key={priceId ?? name}>
            <td className="azora-table__name">
              {name}
              <span className="azora-table__narrow azora-soft">
                {money({ amountMinor: unitAmountMinor, currency })}
              </span>
            </td>
            <td className="azora-table__number">{quantity}</td>
            <td className="azora-table__number azora-table__wide">
              {money({ amountMinor: unitAmountMinor, currency })}
            </td>
            <td className="azora-table__number">{money({ amountMinor, currency })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
