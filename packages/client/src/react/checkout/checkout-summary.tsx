import type { Quote } from '@azora/contract/quote'
import { useTexts } from '../use-texts.ts'

/** What is bought and what it costs. */
export function CheckoutSummary({ quote: { lineItems, total }, isStale }: { quote: Quote; isStale: boolean }) {
  const { words, money } = useTexts()
  const { currency } = total
  return (
    <div className="azora-summary" aria-busy={isStale}>
      <ul className="azora-summary__lines">
        {lineItems.map(({ priceId, name, quantity, amountMinor }) => (
          <li key={priceId ?? name} className="azora-summary__line">
            <span className="azora-summary__name">
              {name}
              {quantity > 1 && (
                <span className="azora-soft azora-summary__quantity">{words.checkout.quantity(quantity)}</span>
              )}
            </span>
            <span className="azora-amount">{money({ amountMinor, currency })}</span>
          </li>
        ))}
      </ul>
      <p className="azora-summary__total">
        <span>{words.checkout.total}</span>
        <span className="azora-amount">{money(total)}</span>
      </p>
    </div>
  )
}
