import { usePaymentHistory } from '@azora/payments-client/react'
import { ReceiptText, SearchX } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { useMedia } from '../../lib/use-media.ts'
import { usePageTitle } from '../../lib/use-page-title.ts'
import { Button } from '../../ui/button.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { MessageState } from '../../ui/message-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { FilterBar } from './filter-bar.tsx'
import { countFilters, listInput } from './filters.ts'
import { HistorySkeleton } from './history-skeleton.tsx'
import { LoadMore } from './load-more.tsx'
import { PaymentCards } from './payment-cards.tsx'
import { PaymentTable } from './payment-table.tsx'
import { useFilters } from './use-filters.ts'
import { Live } from '../../ui/live.tsx'

export default function HistoryPage() {
  const { t } = useWords()
  const filtering = useFilters()
  usePageTitle(t('history.title'))
  return (
    <>
      <PageHeading title={t('history.title')} />
      <FilterBar {...filtering} />
      <Payments {...filtering} />
    </>
  )
}

function Payments({ filters, clear }: ReturnType<typeof useFilters>) {
  const { t } = useWords()
  const isWide = useMedia('(width >= 48rem)')
  const { payments: rows, error, retry, ...more } = usePaymentHistory(listInput(filters))

  if (rows === undefined) return error ? <FailedState error={error} onRetry={retry} /> : <HistorySkeleton />
  if (rows.length === 0) return countFilters(filters) > 0 ? <NoMatch clear={clear} /> : <NoPayments />

  const List = isWide ? PaymentTable : PaymentCards
  return (
    <>
      <Live as="p" className="sr-only">
        {t('history.shown', { count: rows.length })}
      </Live>
      <List payments={rows} />
      <LoadMore {...more} hasFailed={error !== null} />
    </>
  )
}

function NoMatch({ clear }: { clear: () => void }) {
  const { t } = useWords()
  return (
    <MessageState icon={SearchX} title={t('history.noMatchTitle')} text={t('history.noMatchText')} isLive>
      <Button look="primary" onClick={clear}>
        {t('history.clear')}
      </Button>
    </MessageState>
  )
}

function NoPayments() {
  const { t } = useWords()
  return (
    <MessageState icon={ReceiptText} title={t('history.emptyTitle')} text={t('history.emptyText')}>
      <Button asChild look="primary">
        <Link to="/">{t('cart.toShop')}</Link>
      </Button>
    </MessageState>
  )
}
