import { useCheckout } from '@azora/payments-client/react'
import { ShoppingBag } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { usePageTitle } from '../../lib/use-page-title.ts'
import type { PickedCart } from '../../lib/cart-of.ts'
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
  const { isEmpty, catalog, cart, lines } = usePickedCart()
  usePageTitle(t('checkout.title'))

  if (isEmpty || (catalog.data && cart.items.length === 0)) return <NothingToPay />
  if (catalog.data) return <Pay cart={cart} lines={lines} />
  const { error, refetch } = catalog
  return error ? <Unpriced state={{ error }} onRetry={() => void refetch()} /> : <CheckoutSkeleton />
}

function Pay({ cart, lines }: PickedCart) {
  const { t } = useWords()
  const checkout = useCheckout({ cart })
  const { state, quote, refusal, problem, reprice } = checkout
  if (quote === null) {
    return refusal || problem ? <Unpriced state={{ refusal }} onRetry={reprice} /> : <CheckoutSkeleton />
  }
  return (
    <>
      <PageHeading title={t('checkout.title')} />
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14">
        <div className="order-last lg:order-first">
          <PaymentSection checkout={checkout} total={quote.total} />
        </div>
        <OrderSummary quote={quote} lines={lines} isStale={state === 'pricing'} />
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

interface UnpricedProps {
  state: Pick<ComponentProps<typeof FailedState>, 'error' | 'refusal'>
  onRetry: () => void
}

function Unpriced({ state, onRetry }: UnpricedProps) {
  const { t } = useWords()
  return (
    <FailedState {...state} onRetry={onRetry} level={1}>
      <Button asChild>
        <Link to="/cart">{t('checkout.edit')}</Link>
      </Button>
    </FailedState>
  )
}
