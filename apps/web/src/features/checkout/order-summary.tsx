import type { Quote } from '@azora/contract/quote'
import clsx from 'clsx'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import type { PickedLine } from '../../lib/cart-of.ts'
import { Amount } from '../../ui/amount.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'

interface OrderSummaryProps {
  quote: Quote
  lines: readonly PickedLine[]
  /** The total is being worked out again. */
  isStale: boolean
}

/** What is being paid for. In view all the way: beside the form on a desk, above it on a phone. */
export function OrderSummary({ quote, lines, isStale }: OrderSummaryProps) {
  const { t } = useWords()
  const { currency } = quote.total
  return (
    <section aria-labelledby="summary" className="lg:sticky lg:top-24">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="summary" className="font-semibold">
          {t('cart.summary')}
        </h2>
        <Link to="/cart" className="text-sm font-medium text-accent underline-offset-4 hover:underline">
          {t('checkout.edit')}
        </Link>
      </div>
      <ul className="mt-4 grid gap-4">
        {quote.lineItems.map(({ priceId, name, quantity, amountMinor }) => (
          <li key={priceId} className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-3.5">
            <ProductPicture
              image={lines.find((line) => line.priceId === priceId)?.product?.image ?? null}
              className="size-14 rounded-card"
            />
            <span className="min-w-0">
              <span className="block truncate font-medium">{name}</span>
              <span className="numeric text-sm text-soft">{t('cart.quantityTimes', { count: quantity })}</span>
            </span>
            <Amount money={{ amountMinor, currency }} />
          </li>
        ))}
      </ul>
      <dl className="mt-5 flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <dt>
          <span className="font-semibold">{t('cart.total')}</span>
          <span className="block text-sm text-soft">{t('cart.totalNote')}</span>
        </dt>
        <dd className={clsx('text-2xl font-semibold transition-opacity', isStale && 'opacity-45')}>
          <Amount money={quote.total} />
        </dd>
      </dl>
    </section>
  )
}
