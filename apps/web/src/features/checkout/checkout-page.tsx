import { ShoppingBag } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { usePickedCart } from '../../lib/use-picked-cart.ts'
import { Button } from '../../ui/button.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { CheckoutSkeleton } from './checkout-skeleton.tsx'
import { OrderSummary } from './order-summary.tsx'
import { PaymentSection } from './payment-section.tsx'

export default function CheckoutPage() {
  const { t } = useWords()
  const { isEmpty, catalog, cart, lines, quote } = usePickedCart()
  usePageTitle(t('checkout.title'))

  const error = catalog.error ?? quote.error
  if (isEmpty || (catalog.data && cart.items.length === 0)) return <NothingToPay />
  if (quote.data === undefined) {
    const retry = () => void (catalog.error ? catalog.refetch() : quote.refetch())
    return error ? <Unpriced error={error} onRetry={retry} /> : <CheckoutSkeleton />
  }
  return (
    <>
      <PageHeading title={t('checkout.title')} />
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14">
        <div className="order-last lg:order-first">
          <PaymentSection cart={cart} total={quote.data.total} isPricing={quote.isPlaceholderData} />
        </div>
        <OrderSummary quote={quote.data} lines={lines} isStale={quote.isPlaceholderData} />
      </div>
    </>
  )
}

function NothingToPay() {
  const { t } = useWords()
  return (
    <MessageState icon={ShoppingBag} title={t('cart.emptyTitle')} text={t('cart.emptyText')} level={1}>
      <Button asChild look="primary">
        <Link to="/">{t('cart.toShop')}</Link>
      </Button>
      <Button asChild>
        <Link to="/payments">{t('state.backToPayments')}</Link>
      </Button>
    </MessageState>
  )
}

function Unpriced({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords()
  return (
    <FailedState error={error} onRetry={onRetry} level={1}>
      <Button asChild>
        <Link to="/cart">{t('checkout.edit')}</Link>
      </Button>
    </FailedState>
  )
}
