import { usePayments } from '@azora/payments-client/react'
import { useQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { useStoredCart } from '../../lib/use-cart.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { CurrencySwitch } from './currency-switch.tsx'
import { ProductCard } from './product-card.tsx'
import { ShopSkeleton } from './shop-skeleton.tsx'

export function ShopPage() {
  const { t } = useWords()
  usePageTitle(t('app.shop'))
  return (
    <>
      <PageHeading title={t('shop.title')} text={t('shop.intro')}>
        <CurrencySwitch />
      </PageHeading>
      <Products />
    </>
  )
}

function Products() {
  const { t } = useWords()
  const payments = usePayments()
  const { currency } = useStoredCart()
  const { data, error, refetch } = useQuery(payments.catalog.list.queryOptions())

  if (data === undefined) {
    return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <ShopSkeleton />
  }
  if (data.products.length === 0) {
    return <MessageState icon={PackageOpen} title={t('shop.emptyTitle')} text={t('shop.emptyText')} />
  }
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 md:gap-y-10 lg:grid-cols-4">
      {data.products.map((product) => (
        <li key={product.id} className="flex">
          <ProductCard product={product} currency={currency} />
        </li>
      ))}
    </ul>
  )
}
