import { ShoppingBag } from 'lucide-react'
import { useEffect } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { usePickedCart } from '../../lib/use-picked-cart.ts'
import { Button } from '../../ui/button.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { CartLineRow } from './cart-line-row.tsx'
import { CartSkeleton } from './cart-skeleton.tsx'
import { CartTotal } from './cart-total.tsx'

interface CartPageProps {
  /** Called once there is something to pay for. */
  onReady: () => void
}

export function CartPage({ onReady }: CartPageProps) {
  const { t } = useWords()
  const { isEmpty, catalog, lines, cart, quote } = usePickedCart()
  usePageTitle(t('cart.title'))
  const isReady = quote.data !== undefined

  useEffect(() => {
    if (isReady) onReady()
  }, [isReady, onReady])

  if (isEmpty) {
    return (
      <MessageState icon={ShoppingBag} title={t('cart.emptyTitle')} text={t('cart.emptyText')} level={1}>
        <Button asChild look="primary">
          <Link to="/">{t('cart.toShop')}</Link>
        </Button>
      </MessageState>
    )
  }
  if (catalog.data === undefined) {
    return catalog.error ? (
      <FailedState error={catalog.error} onRetry={() => void catalog.refetch()} level={1} />
    ) : (
      <CartSkeleton />
    )
  }
  return (
    <>
      <PageHeading title={t('cart.title')} />
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
        <ul className="divide-y divide-line border-y border-line">
          {lines.map((line) => (
            <CartLineRow
              key={line.productId}
              line={line}
              currency={cart.currency}
              quoted={quote.data?.lineItems.find(({ priceId }) => priceId === line.priceId)}
            />
          ))}
        </ul>
        <CartTotal hasItems={cart.items.length > 0} quote={quote} />
      </div>
    </>
  )
}
